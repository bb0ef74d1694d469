import { chmodSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import path from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { makeFolder } from '../support/make-app.ts'
import { until } from '../support/until.ts'
import { asideIn, folderArgs, useHeadless, type Headless } from './run-headless.ts'
import { rowsInTier } from '../support/tier.ts'
import { endOfTerm, onWindows } from '../support/this-system.ts'

const run = useHeadless()
const onUnix = !onWindows
/** Returns the mode of a file, or `otherwise` on Windows, where the profile's ACL protects files instead. */
const modeOf = (file: string, otherwise: string) => (onUnix ? (statSync(file).mode & 0o777).toString(8) : otherwise)

/** Waits for the exit and returns stderr; a start that fails prints nothing on stdout. */
async function refusal(host: Headless) {
  const { code } = await host.ended
  expect([code, host.stdout()]).toEqual([1, ''])
  expect(host.stderr()).not.toMatch(/^ {4}at /m)
  return host.stderr()
}

describe('starting the headless host', () => {
  it('prints exactly one line of JSON on stdout, and its log on stderr', async () => {
    const host = run(folderArgs(makeFolder()))
    const line = await host.ready
    expect(line).toEqual({
      ready: true,
      port: expect.any(Number),
      url: `http://127.0.0.1:${line.port}/`,
      token: expect.stringMatching(/^[\w-]{20,}$/),
    })
    expect((await host.api('GET', '/status')).json).toMatchObject({ environment: 'sandbox', secrets: 'memory' })
    for (const route of ['/gifts', '/nothing', '/stop']) await host.api('POST', route, { body: {} })
    expect(await host.kill('SIGTERM')).toEqual(endOfTerm)
    expect(host.stdout()).toBe(`${JSON.stringify(line)}\n`)
    expect(host.stderr()).not.toContain(line.token)
  })

  it('uses the given port and reports an error when that port is taken', async () => {
    const squatter = createServer()
    await new Promise<void>((resolve) => squatter.listen(0, '127.0.0.1', resolve))
    const { port } = squatter.address() as AddressInfo
    const args = ['--data-dir', makeFolder(), '--port', String(port)]
    const words = await refusal(run(args))
    expect(words).toContain(`Port ${port} is taken`)
    expect(words).toContain('--port')
    await new Promise((resolve) => squatter.close(resolve))
    expect((await run(args).ready).port).toBe(port)
  })

  it('refuses wrong arguments, and names an unknown flag and an invalid port', async () => {
    const dataDir = makeFolder()
    const wrong = [
      [...folderArgs(dataDir), '--verbose'],
      ['--data-dir', dataDir, '--port', 'http'],
      ['--data-dir', dataDir, '--port', '65536'],
      ['--data-dir', dataDir, '--port=-1'],
      ['--data-dir'],
      [...folderArgs(dataDir), 'extra'],
      folderArgs(''),
      [...folderArgs(dataDir), '--key-file', ''],
    ]
    const all = await Promise.all(wrong.map((args) => refusal(run(args))))
    for (const words of all) expect(words).toMatch(/--port/)
    expect(all[0]).toContain('--verbose')
    expect(all[1]).toContain('http')
  })

  it('says why it cannot use a folder and what to do', async () => {
    const inTheWay = path.join(makeFolder(), 'file')
    writeFileSync(inTheWay, 'a file')
    for (const dir of [inTheWay, path.join(inTheWay, 'below')]) {
      const words = await refusal(run(folderArgs(dir)))
      expect(words).toContain(dir)
      expect(words).toContain('--data-dir')
    }
    expect(readFileSync(inTheWay, 'utf8')).toBe('a file')
  })

  it.runIf(onUnix && process.getuid?.() !== 0)('reports a folder that it may not write to', async () => {
    const dataDir = makeFolder()
    chmodSync(dataDir, 0o500)
    onTestFinished(() => chmodSync(dataDir, 0o700))
    const words = await refusal(run(folderArgs(dataDir)))
    expect(words).toContain(dataDir)
    expect(words).toContain('write')
  })

  it.runIf(onUnix)('closes its folder and every file in it to other users', async () => {
    const dataDir = path.join(makeFolder(), 'deep/data')
    const host = run(folderArgs(dataDir))
    await host.ready
    const { id } = (await host.api('POST', '/gifts', { body: { vendor: 'tencent', giftId: 'rose', count: 1 } })).json
    await host.api('POST', '/tokens', { body: { name: 'Dock', scopes: ['read'] } })
    await until(async () => (await host.api('GET', `/sends/${id}`)).json.state === 'delivered')
    const files = readdirSync(dataDir, { recursive: true, encoding: 'utf8' })
    expect(files).toEqual(expect.arrayContaining(['settings.json', 'logs', path.join('logs', 'giftdeck.log')]))
    expect(modeOf(dataDir, '')).toBe('700')
    expect(files.map((file) => [file, modeOf(path.join(dataDir, file), '')])).toEqual(
      files.map((file) => [file, file === 'logs' ? '700' : '600']),
    )
  })

  it.runIf(onUnix)('closes an existing folder to other users if it is empty', async () => {
    const parent = makeFolder()
    const [empty, used] = [path.join(parent, 'empty'), path.join(parent, 'used')]
    for (const dir of [empty, used]) mkdirSync(dir, { mode: 0o755 })
    writeFileSync(path.join(used, 'notes.txt'), "someone else's")
    for (const dir of [empty, used]) await run(folderArgs(dir)).ready
    expect([modeOf(empty, ''), modeOf(used, '')]).toEqual(['700', '755'])
  })
})

describe('an unreadable settings file', () => {
  const broken = {
    'not JSON': '{"room": {"name": "Stage',
    empty: '',
    'a list': '[1, 2]',
    binary: '\u0000\u0001\ufffd',
    'a room of another shape': '{"room": {"name": 1, "environment": "live"}}',
  }

  it.each(rowsInTier(Object.entries(broken), ['not JSON']))(
    '(%s) is renamed with its bytes, and the status reports it',
    async (_, bytes) => {
      const dataDir = makeFolder()
      writeFileSync(path.join(dataDir, 'settings.json'), bytes, { mode: 0o644 })
      const host = run(folderArgs(dataDir))
      const { notices } = (await host.api('GET', '/status')).json
      const asideFile = asideIn(readdirSync(dataDir))
      expect(asideFile).toHaveLength(1)
      expect(readFileSync(path.join(dataDir, asideFile[0]!), 'utf8')).toBe(bytes)
      expect(modeOf(path.join(dataDir, asideFile[0]!), '600')).toBe('600')
      expect(notices).toEqual([expect.stringContaining(asideFile[0]!)])
      expect((await host.api('PUT', '/room', { body: { name: 'New', environment: 'sandbox' } })).status).toBe(200)
      expect(asideIn(readdirSync(dataDir))).toHaveLength(1)
    },
  )
})

describe('one process per folder', () => {
  it('refuses a second process with an explanation and leaves the first running', async () => {
    const dataDir = makeFolder()
    const first = run(folderArgs(dataDir))
    await first.ready
    const words = await refusal(run(folderArgs(dataDir)))
    expect(words).toContain('already running')
    expect(words).toContain(dataDir)
    expect((await first.api('GET', '/status')).status).toBe(200)
  })

  it('starts again right after a kill', async () => {
    const dataDir = makeFolder()
    for (let i = 0; i < 3; i++) {
      const host = run(folderArgs(dataDir))
      expect((await host.api('GET', '/status')).status).toBe(200)
      await host.kill('SIGKILL')
    }
    expect((await run(folderArgs(dataDir)).ready).ready).toBe(true)
  })

  it('stops when its launcher was killed, and the next process can start', async () => {
    const dataDir = makeFolder()
    const launched = run(folderArgs(dataDir), {
      under: [process.execPath, path.join(import.meta.dirname, 'launcher.mjs')],
    })
    await launched.ready
    await launched.kill('SIGKILL')
    expect((await run(folderArgs(dataDir)).ready).ready).toBe(true)
  })
})

describe('stopping the headless host', () => {
  it.runIf(onUnix).each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'shuts down gracefully on %s, whether or not anyone reads its output',
    async (signal) => {
      const dataDir = makeFolder()
      const host = run(folderArgs(dataDir))
      const { url, token } = await host.ready
      const stream = await fetch(`${url}api/v1/events`, { headers: { authorization: `Bearer ${token}` } })
      const { id } = (await host.api('POST', '/gifts', { body: { vendor: 'zego', giftId: 'rose', count: 1 } })).json
      expect(await host.kill(signal)).toEqual({ code: 0, signal: null })
      await stream.text().catch(() => '')
      await expect(fetch(url)).rejects.toThrow('fetch failed')

      const next = run(folderArgs(dataDir))
      const { state } = (await next.api('GET', `/sends/${id}`)).json
      expect(['delivered', 'held']).toContain(state)
    },
  )
})
