import { type ChildProcess, spawn } from 'node:child_process'
import { EventEmitter } from 'node:events'
import type { Readable, Writable } from 'node:stream'
import { createInterface } from 'node:readline'
import type { CDPSession } from '@playwright/test'

/** One target's connection in Chrome's DevTools protocol. */
export interface Session {
  send: CDPSession['send']
  on: CDPSession['on']
}

export interface Chromium extends Session {
  /** The address at which Playwright can attach. */
  address: string
  child: ChildProcess
  session(id: string): Session
}

interface Answer {
  id?: number
  sessionId?: string
  method?: string
  params?: unknown
  result?: unknown
  error?: { message: string }
}

/** Starts Chromium and controls it over a pipe: when this process ends, even by a kill, Chromium ends too. */
export async function startChromium(switches: string[]): Promise<Chromium> {
  const child = spawn(process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium', ['--remote-debugging-pipe', ...switches], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
  })
  const open = talk(child.stdio[3] as Writable, child.stdio[4] as Readable)
  const address = await new Promise<string>((resolve, reject) => {
    createInterface(child.stderr!).on('line', (line) => {
      const match = /^DevTools listening on (ws:.*)$/.exec(line)
      if (match) resolve(match[1]!)
    })
    child.once('exit', (code) => reject(new Error(`Chromium ended with ${code} before it listened.`)))
    child.once('error', reject)
  })
  return Object.assign(open(undefined), { address, child, session: open })
}

function talk(to: Writable, from: Readable) {
  const waiting = new Map<number, { method: string; resolve: (result: never) => void; reject: (why: Error) => void }>()
  const sessions = new Map<string | undefined, EventEmitter>()
  let last = 0
  let rest = ''
  // Chromium may have ended before its pipe.
  to.on('error', () => {})
  from.setEncoding('utf8').on('data', (text: string) => {
    const parts = (rest + text).split('\0')
    rest = parts.pop()!
    for (const part of parts) hear(JSON.parse(part) as Answer)
  })
  function hear({ id, sessionId, method, params, result, error }: Answer) {
    if (id === undefined) return void sessions.get(sessionId)?.emit(method!, params)
    const asked = waiting.get(id)!
    waiting.delete(id)
    if (error) asked.reject(new Error(`${asked.method}: ${error.message}`))
    else asked.resolve(result as never)
  }
  return (sessionId: string | undefined): Session => {
    const events = new EventEmitter()
    sessions.set(sessionId, events)
    return {
      send: (method, params) =>
        new Promise((resolve, reject) => {
          const id = ++last
          waiting.set(id, { method, resolve, reject })
          to.write(`${JSON.stringify({ id, method, params, sessionId })}\0`)
        }),
      on: events.on.bind(events) as unknown as CDPSession['on'],
    }
  }
}
