import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { WebSocket } from 'ws'
import { asJson, type Browser, listenTo } from './browser.ts'

interface Told {
  id?: number
  type: 'success' | 'error' | 'event'
  result?: unknown
  message?: string
  params?: { level: string; text: string | null }
}

/** Firefox itself supports WebDriver BiDi: https://www.w3.org/TR/webdriver-bidi/ */
export async function openFirefox({ firefox }: { firefox: string }): Promise<Browser> {
  const profile = mkdtempSync(path.join(tmpdir(), 'giftdeck-firefox-'))
  const args = ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port=0', 'about:blank']
  const child = spawn(firefox, args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
  })
  const address = await new Promise<string>((resolve, reject) => {
    child.once('exit', () => reject(new Error('Firefox ended before it could be driven.')))
    listenTo(child.stderr, (line) => {
      const [, found] = /WebDriver BiDi listening on (ws:\S+)/.exec(line) ?? []
      if (found !== undefined) resolve(found)
    })
  })
  const socket = new WebSocket(`${address}/session`)
  await once(socket, 'open')

  const troubles: string[] = []
  const waiting = new Map<number, (reported: Told) => void>()
  socket.on('message', (bytes: Buffer) => {
    const reported = JSON.parse(bytes.toString()) as Told
    if (reported.id !== undefined) waiting.get(reported.id)?.(reported)
    else if (reported.params?.level === 'error') troubles.push(JSON.stringify(reported.params))
  })
  let last = 0
  const call = async <T>(method: string, params: object): Promise<T> => {
    const id = ++last
    const answer = new Promise<Told>((resolve) => waiting.set(id, resolve))
    socket.send(JSON.stringify({ id, method, params }))
    const reported = await answer
    waiting.delete(id)
    if (reported.type === 'error') throw new Error(`${method}: ${reported.message ?? ''}`)
    return reported.result as T
  }

  const session = await call<{ capabilities: { browserVersion: string } }>('session.new', { capabilities: {} })
  await call('session.subscribe', { events: ['log.entryAdded'] })
  const { contexts } = await call<{ contexts: { context: string }[] }>('browsingContext.getTree', {})
  const { context } = contexts[0]!
  return {
    version: session.capabilities.browserVersion,
    goTo: (url) => call('browsingContext.navigate', { context, url, wait: 'complete' }),
    resize: (width, height) => call('browsingContext.setViewport', { context, viewport: { width, height } }),
    async run(ask, ...given) {
      const { result, exceptionDetails } = await call<Ran>('script.callFunction', {
        functionDeclaration: asJson(ask),
        arguments: [{ type: 'string', value: JSON.stringify(given) }],
        target: { context },
        awaitPromise: false,
      })
      if (exceptionDetails) throw new Error(exceptionDetails.text)
      return JSON.parse(result!.value) as ReturnType<typeof ask>
    },
    act: (actions) => call('input.performActions', { context, actions }),
    takeTroubles: () => Promise.resolve(troubles.splice(0)),
    async close() {
      const gone = once(child, 'exit')
      await call('browser.close', {})
      await gone
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

interface Ran {
  result?: { value: string }
  exceptionDetails?: { text: string }
}
