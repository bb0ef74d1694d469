import { connect } from 'node:net'
import { expect, it } from 'vitest'
import { policy } from '../../../electron/core/policy.ts'
import { serveWindow } from '../../../electron/core/server/window-transport.ts'
import { makeVendors, roomAt } from '../../support/make-app.ts'
import { until } from '../../support/until.ts'
import { startTestServer } from './start-test-server.ts'

/** A suspended process, or one on a computer that swaps, reads presses long after they were made. */

const suspendedAfterMs = 200
const hurried = { ...policy, server: { ...policy.server, suspendedAfterMs, suspensionPollMs: 50 } }
const rose = JSON.stringify({ vendor: 'tencent', giftId: 'rose', count: 1 })

/** This process is blocked meanwhile; data sent before waits in the server's socket. */
const standStill = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2 * suspendedAfterMs)

async function openLate() {
  const vendors = await makeVendors()
  const host = await startTestServer({ policy: hurried })
  await host.api('PUT', '/room', { body: roomAt(vendors) })
  return { doors: host, vendors }
}

/** One request on an open connection, and the status of its answer. */
async function post(host: Awaited<ReturnType<typeof startTestServer>>, route: string, body: string) {
  const socket = connect(host.port, '127.0.0.1')
  await new Promise((resolve) => socket.once('connect', resolve))
  let text = ''
  socket.on('data', (chunk) => (text += chunk.toString()))
  const head = [
    `POST /api/v1${route} HTTP/1.1`,
    `Host: 127.0.0.1:${host.port}`,
    `Authorization: Bearer ${host.token}`,
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
  const { doors: host, vendors } = await openLate()
  const asked = await post(host, '/gifts', rose)
  standStill()
  const { status, text } = await asked.answer()
  expect([status, text]).toEqual([409, expect.stringContaining('"code":"HEARD_TOO_LATE"')])
  expect(text).toContain('Nothing was sent. Press again.')
  expect((await host.api('GET', '/sends')).json.items).toEqual([])
  expect((await vendors.recording()).tencent.gifts).toEqual([])
})

it('carries out a STOP that waited in the socket during the stall', async () => {
  const { doors: host } = await openLate()
  const asked = await post(host, '/stop', '{}')
  standStill()
  expect((await asked.answer()).status).toBe(200)
  expect((await host.api('GET', '/status')).json.stopped).toBe(true)
})

it('neither unlocks nor resumes by calls that waited in the socket during the stall', async () => {
  const { doors: host } = await openLate()
  for (const route of ['/arm', '/resume', '/up-next/run', '/people/join']) {
    const asked = await post(host, route, '{}')
    standStill()
    expect([route, (await asked.answer()).status]).toEqual([route, 409])
  }
})

it('accepts the same press soon after the stall', async () => {
  const { doors: host } = await openLate()
  standStill()
  const press = () => host.api('POST', '/gifts', { body: JSON.parse(rose) })
  const taken = await until(async () => {
    const answer = await press()
    return answer.status === 202 ? answer : null
  })
  expect(taken.json.state).toBe('queued')
})

it('applies the same rule to the window of the desktop app', async () => {
  const { doors: host } = await openLate()
  const answers: { p?: { s?: number; b?: { json?: { code?: string } } } }[] = []
  const listeners: ((event?: { data: string }) => void)[] = []
  serveWindow(host.app, {
    on: (event, listener) => void (event === 'message' && listeners.push(listener)),
    postMessage: (text) => void answers.push(JSON.parse(text)),
  })
  standStill()
  const call = { i: 'one', p: { u: '/gifts/fire', b: { json: JSON.parse(rose) } } }
  for (const listener of listeners) listener({ data: JSON.stringify(call) })
  await until(() => answers.length === 1)
  expect(answers[0]?.p).toMatchObject({ s: 409, b: { json: { code: 'HEARD_TOO_LATE', defined: true } } })
})
