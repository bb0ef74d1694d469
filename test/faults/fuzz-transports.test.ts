import { Agent, request } from 'node:http'
import fc from 'fast-check'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { WebSocket } from 'ws'
import { startServer } from '../../electron/core/server/server.ts'
import { serveWindow } from '../../electron/core/server/window-transport.ts'
import { createWindowPort } from '../../electron/main/window-port.ts'
import { failureStatus } from '../../shared/contract/call.ts'
import { makeApp, makeFolder } from '../support/make-app.ts'
import { inTier, seed } from '../support/tier.ts'
import { until } from '../support/until.ts'
import { anyMessage, anyRequest, type Asked } from './fuzz/hostile.ts'

const inputs = inTier({ fast: 500, long: 10_000 })
const sample = <T>(of: fc.Arbitrary<T>) => fc.sample(of, { numRuns: inputs, seed })

const canary = 'c0ffee5ec7e7c0ffee5ec7e7c0ffee5ec7e7c0ffee5ec7e7c0ffee5ec7e7abcd'
/** Nothing listens at the address of this room, so nothing leaves this machine. */
const room = {
  name: 'Quiet stage',
  environment: 'test' as const,
  tencent: {
    host: 'http://127.0.0.1:9',
    sdkAppId: 1_400_000_001,
    identifier: 'admin',
    secretKey: canary,
    roomId: 'quiet',
    sender: 'fan',
    receiver: 'host',
  },
}

async function makeQuietRoom() {
  const made = await makeApp()
  await made.client.room.set(room)
  const uncaught: unknown[] = []
  const note = (error: unknown) => void uncaught.push(error)
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.prependListener(event as 'uncaughtException', note)
    onTestFinished(() => void process.off(event as 'uncaughtException', note))
  }
  // oRPC logs each call it cannot parse.
  const consoleError = vi.spyOn(console, 'error').mockImplementation(() => {})
  onTestFinished(() => consoleError.mockRestore())
  return { ...made, uncaught }
}

/** Whether the contract lists the code, or a transport answers with it to input that is not a call. */
const isListed = (code: string) => {
  try {
    return failureStatus(code as never) !== 500
  } catch {
    return ['PAYLOAD_TOO_LARGE', 'METHOD_NOT_SUPPORTED', 'TOO_MANY_REQUESTS'].includes(code)
  }
}

/** Returns the code of an answer, or null if it has none or is not JSON. */
function codeIn(text: string): unknown {
  try {
    return (JSON.parse(text) as { code?: unknown }).code ?? null
  } catch {
    return null
  }
}

/** Returns what is wrong with one answer, or null. */
function faultOf(answer: string, code: unknown): string | null {
  if (answer.includes(canary)) return `a secret: ${answer.slice(0, 300)}`
  if (code !== undefined && !(typeof code === 'string' && isListed(code))) return `unlisted: ${answer.slice(0, 300)}`
  return null
}

/** Collects the answers of a connection. */
function collectAnswers() {
  const faults: string[] = []
  const answered = new Set<string>()
  const receive = (text: string) => {
    const { i, p } = JSON.parse(text) as { i: string; p?: { s?: number; b?: { json?: { code?: unknown } } | string } }
    answered.add(i)
    const { s: status = 200, b } = p ?? {}
    // The transport's own message for an unknown call.
    const code = b === 'No procedure matched' ? 'NOT_FOUND' : typeof b === 'object' ? b.json?.code : undefined
    const fault = faultOf(text, status >= 400 ? (code ?? null) : undefined)
    if (fault !== null) faults.push(fault)
  }
  return { receive, faults, answered }
}

describe(`${inputs} random and hostile inputs per transport (seed ${seed})`, () => {
  it("the window's port answers each call by the contract, and survives what is not a call", async () => {
    const { app, client, uncaught, ports } = await makeQuietRoom()
    const { receive, faults, answered } = collectAnswers()
    const port = createWindowPort(receive)
    serveWindow(app, port)
    const calls: string[] = []
    for (const [index, { text, id }] of sample(anyMessage).entries()) {
      if (id !== undefined) calls.push(id)
      port.receive(text)
      if (index % 100 === 0) await client.status.get()
    }
    await until(() => calls.every((id) => answered.has(id)))
    expect((await client.status.get()).version).toBeTypeOf('string')
    expect({ faults, uncaught }).toEqual({ faults: [], uncaught: [] })
    expect(calls.length).toBeGreaterThan(inputs / 3)
    expect(JSON.stringify(ports.log.lines)).not.toContain(canary)
  })

  it('the WebSocket answers each call by the contract, and survives what is not a call', async () => {
    const { app, client, uncaught } = await makeQuietRoom()
    const server = await startServer(app, { port: 0, pageDir: makeFolder() })
    onTestFinished(() => server.stop())
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}/rpc`, ['giftdeck', `token.${server.token}`])
    await new Promise((resolve) => socket.once('open', resolve))
    const { receive, faults, answered } = collectAnswers()
    socket.on('message', (data: Buffer) => receive(data.toString('utf8')))
    const calls: string[] = []
    for (const [index, { text, id }] of sample(anyMessage).entries()) {
      if (id !== undefined) calls.push(id)
      socket.send(text)
      if (index % 100 === 0) await client.status.get()
    }
    await until(() => calls.every((id) => answered.has(id)))
    expect(socket.readyState).toBe(WebSocket.OPEN)
    expect({ faults, uncaught }).toEqual({ faults: [], uncaught: [] })
    socket.terminate()
  })

  it('HTTP answers each request by the contract', async () => {
    const { app, client, uncaught } = await makeQuietRoom()
    const server = await startServer(app, { port: 0, pageDir: makeFolder() })
    onTestFinished(() => server.stop())
    const agent = new Agent({ keepAlive: true, maxSockets: 8 })
    onTestFinished(() => agent.destroy())
    const ask = (next: Asked): Promise<{ status: number; text: string }> =>
      new Promise((resolve, reject) => {
        const { method, path, headers, body } = next
        const sent = {
          ...headers,
          authorization: `Bearer ${server.token}`,
          ...(body !== undefined && { 'content-length': String(Buffer.byteLength(body)) }),
        }
        const asked = request(
          { host: '127.0.0.1', port: server.port, method, path, headers: sent, agent },
          (response) => {
            let text = ''
            response.setEncoding('utf8').on('data', (part: string) => (text += part))
            response.on('end', () => resolve({ status: response.statusCode!, text }))
          },
        )
        asked.on('error', (error: NodeJS.ErrnoException) => {
          // Node answers a head of more than 16 KiB with 431 and closes at once. The rest of the head may then reset
          // the connection.
          const isHeadTooLarge = path.length + JSON.stringify(sent).length > 16 * 1024
          if (error.code === 'ECONNRESET' && isHeadTooLarge) resolve({ status: 431, text: '' })
          // The server closed the idle connection while the request was on its way. Node documents this retry.
          else if (error.code === 'ECONNRESET' && asked.reusedSocket) ask(next).then(resolve, reject)
          else reject(error)
        })
        asked.end(body)
      })
    const faults: string[] = []
    const waiting = sample(anyRequest)
    const caller = async () => {
      for (let next = waiting.pop(); next; next = waiting.pop()) {
        const { status, text } = await ask(next)
        // Node itself refuses headers longer than 16 KiB, without a body.
        if (status === 431) continue
        const fault = faultOf(text, status >= 400 ? codeIn(text) : undefined)
        if (fault !== null) faults.push(`${status} ${next.method} ${fault} ${next.path}`)
      }
    }
    await Promise.all(Array.from({ length: 8 }, caller))
    expect((await client.status.get()).version).toBeTypeOf('string')
    expect({ faults, uncaught }).toEqual({ faults: [], uncaught: [] })
  })
})
