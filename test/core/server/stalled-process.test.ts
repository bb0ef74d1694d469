import { connect } from 'node:net'
import { expect, it } from 'vitest'
import { policy } from '../../../electron/core/policy.ts'
import { serveWindow } from '../../../electron/core/server/window-transport.ts'
import { makeVendors, roomAt } from '../../support/make-app.ts'
import { until } from '../../support/until.ts'
import { startTestServer } from './start-test-server.ts'

/** After a stall of this length, calls that waited in the socket count as too old. */

const suspendedAfterMs = 200
const hurried = { ...policy, server: { ...policy.server, suspendedAfterMs, suspensionPollMs: 50 } }
const rose = JSON.stringify({ vendor: 'tencent', giftId: 'rose', count: 1 })

/** Blocks this process. Data that was sent before waits in the server's socket. */
const blockProcess = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2 * suspendedAfterMs)

async function startHurriedServer() {
  const vendors = await makeVendors()
  const server = await startTestServer({ policy: hurried })
  await server.api('PUT', '/room', { body: roomAt(vendors) })
  return { server, vendors }
}

/** Sends one request on a new connection. `answer` waits for its status and its text. */
async function post(server: Awaited<ReturnType<typeof startTestServer>>, route: string, body: string) {
  const socket = connect(server.port, '127.0.0.1')
  await new Promise((resolve) => socket.once('connect', resolve))
  let text = ''
  socket.on('data', (chunk) => (text += chunk.toString()))
  const head = [
    `POST /api/v1${route} HTTP/1.1`,
    `Host: 127.0.0.1:${server.port}`,
    `Authorization: Bearer ${server.token}`,
    'Content-Type: application/json',
    `Content-Length: ${body.length}`,
    'Connection: close',
  ]
  socket.write(`${head.join('\r\n')}\r\n\r\n${body}`)
  return {
    async answer() {
      await new Promise((resolve) => socket.once('close', resolve))
      return { status: Number(text.split(' ')[1]), text }
    },
  }
}

it('refuses a press that waited in the socket during the stall, and sends nothing', async () => {
  const { server, vendors } = await startHurriedServer()
  const asked = await post(server, '/gifts', rose)
  blockProcess()
  const { status, text } = await asked.answer()
  expect([status, text]).toEqual([409, expect.stringContaining('"code":"HEARD_TOO_LATE"')])
  expect(text).toContain('Nothing was sent. Press again.')
  expect((await server.api('GET', '/sends')).json.items).toEqual([])
  expect((await vendors.recording()).tencent.gifts).toEqual([])
})

it('carries out a STOP that waited in the socket during the stall', async () => {
  const { server } = await startHurriedServer()
  const asked = await post(server, '/stop', '{}')
  blockProcess()
  expect((await asked.answer()).status).toBe(200)
  expect((await server.api('GET', '/status')).json.stopped).toBe(true)
})

it('neither unlocks nor resumes by calls that waited in the socket during the stall', async () => {
  const { server } = await startHurriedServer()
  for (const route of ['/arm', '/resume', '/up-next/run', '/people/join']) {
    const asked = await post(server, route, '{}')
    blockProcess()
    expect([route, (await asked.answer()).status]).toEqual([route, 409])
  }
})

it('accepts the same press soon after the stall', async () => {
  const { server } = await startHurriedServer()
  blockProcess()
  const press = () => server.api('POST', '/gifts', { body: JSON.parse(rose) })
  const taken = await until(async () => {
    const answer = await press()
    return answer.status === 202 ? answer : null
  })
  expect(taken.json.state).toBe('queued')
})

it('applies the same rule to the window of the desktop app', async () => {
  const { server } = await startHurriedServer()
  const answers: { p?: { s?: number; b?: { json?: { code?: string } } } }[] = []
  const listeners: ((event?: { data: string }) => void)[] = []
  serveWindow(server.app, {
    on: (event, listener) => void (event === 'message' && listeners.push(listener)),
    postMessage: (text) => void answers.push(JSON.parse(text)),
  })
  blockProcess()
  const call = { i: 'one', p: { u: '/gifts/fire', b: { json: JSON.parse(rose) } } }
  for (const listener of listeners) listener({ data: JSON.stringify(call) })
  await until(() => answers.length === 1)
  expect(answers[0]?.p).toMatchObject({ s: 409, b: { json: { code: 'HEARD_TOO_LATE', defined: true } } })
})
