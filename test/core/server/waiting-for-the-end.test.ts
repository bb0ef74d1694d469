import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import type { Sandbox } from '../../../electron/core/sandbox/start-sandbox.ts'
import { holdAnswers } from '../../support/held-answers.ts'
import { makeVendors, roomAt } from '../../support/make-app.ts'
import { until } from '../../support/until.ts'
import { startTestServer, type TestServer } from './start-test-server.ts'

/** A program that knows HTTP and no events gets the final state of its press by one call. */

const rose = { vendor: 'tencent', giftId: 'rose', count: 1 }
const wait = '?wait=30000'

let server: TestServer
let vendors: Sandbox
let heldTencent: Awaited<ReturnType<typeof holdAnswers>>

beforeEach(async () => {
  vendors = await makeVendors()
  server = await startTestServer()
  heldTencent = await holdAnswers(vendors.world.origin)
  onTestFinished(() => heldTencent.close())
})

const post = (route: string, body: object = {}, headers = {}) => server.api('POST', route, { body, headers })
/** Enters the room. With `isHeld`, Tencent's answers wait until the test releases them. */
async function enter({ isHeld = false, ...more }: { isHeld?: boolean; limits?: object; environment?: string } = {}) {
  const room = roomAt(vendors)
  const tencent = { ...room.tencent, ...(isHeld && { host: heldTencent.origin }) }
  const { status } = await server.api('PUT', '/room', { body: { ...room, tencent, ...more } })
  expect(status).toBe(200)
}

describe('a press that waits for its outcome', () => {
  it('answers 200 with the receipt of a gift that was delivered', async () => {
    await enter()
    const { status, json } = await post(`/gifts${wait}`, rose)
    expect([status, json.state]).toEqual([200, 'delivered'])
    expect(json).toEqual((await server.api('GET', `/sends/${json.id}`)).json)
  })

  it('answers 200 for a refused gift or announcement too: 4xx would mean that nothing was tried', async () => {
    await enter()
    await vendors.setFaults({ refuse: { code: 10017, only: ['send_gift', 'send_text_msg'] } })
    for (const [route, body] of [
      ['/gifts', rose],
      ['/announcements', { text: 'Hello' }],
    ] as const) {
      const { status, json } = await post(`${route}${wait}`, body)
      expect([status, json.state, json.reason]).toEqual([200, 'refused', 'sender-muted'])
    }
  })

  it('answers with both receipts of a double key', async () => {
    await enter()
    const { viewer } = vendors.world.zego
    const { status, json } = await post(`/gifts/together${wait}`, {
      gifts: [rose, { vendor: 'zego', giftId: 'rose', count: 1, from: viewer }],
    })
    expect(status).toBe(200)
    expect(json.sends.map(({ state }: { state: string }) => state)).toEqual(['delivered', 'delivered'])
  })

  it('answers with a cancelled receipt at STOP, and 409 if STOP came before the press', async () => {
    await enter({ isHeld: true, limits: { tencentPerSecond: 1, expireAfterMs: 0 } })
    await post('/gifts', rose)
    const second = post(`/gifts${wait}`, rose)
    await until(async () => (await server.api('GET', '/sends')).json.items.length === 2)
    const stopped = post('/stop')
    expect((await second).json).toMatchObject({ state: 'cancelled', reason: 'cancelled-by-stop' })
    heldTencent.release()
    await stopped
    expect((await post(`/gifts${wait}`, rose)).json).toMatchObject({ status: 409, code: 'STOPPED' })
  })

  it('answers 423 for a locked room: nothing was tried, so it does not wait', async () => {
    await enter({ environment: 'live' })
    expect((await post(`/gifts${wait}`, rose)).json).toMatchObject({ status: 423, code: 'LOCKED' })
  })

  it('answers with a held receipt if the connection is paused, and an unknown one if the answer is lost', async () => {
    await enter({ limits: { tencentPerSecond: 1, expireAfterMs: 0 } })
    await vendors.setFaults({ answerLost: { only: ['send_gift'] } })
    expect((await post(`/gifts${wait}`, rose)).json).toMatchObject({ state: 'unknown' })
    await vendors.setFaults({ answerLost: null, refuse: { code: 60_021, only: ['send_gift'] } })
    // The second waits in the queue while the first is refused, which pauses the connection.
    const both = await Promise.all([post(`/gifts${wait}`, rose), post(`/gifts${wait}`, rose)])
    expect(both.map(({ status }) => status)).toEqual([200, 200])
    expect(new Set(both.map(({ json }) => json.state as string))).toEqual(new Set(['held', 'refused']))
  })

  it('answers 202 when the time is over, and the gift continues', async () => {
    await enter({ isHeld: true })
    const { status, json } = await post('/gifts?wait=1', rose)
    expect([status, Object.keys(json).toSorted()]).toEqual([202, ['id', 'seq', 'state']])
    heldTencent.release()
    await until(async () => (await server.api('GET', `/sends/${json.id}`)).json.state === 'delivered')
  })

  it('works for a send that is repeated', async () => {
    await enter()
    const first = (await post(`/gifts${wait}`, rose)).json
    const again = await post(`/sends/${first.id}/again${wait}`)
    expect(again).toMatchObject({ status: 200, json: { state: 'delivered', parentId: first.id } })
  })
})

describe('the wait itself', () => {
  it.each(['-1', '30001', '1.5', 'long', ''])('of %j is refused with its field, and nothing is sent', async (text) => {
    await enter()
    const { status, json } = await post(`/gifts?wait=${text}`, rose)
    expect([status, json.data.issues[0].field]).toEqual([400, 'wait'])
    expect((await server.api('GET', '/sends')).json.items).toEqual([])
  })

  it('is not part of the call that an Idempotency-Key stands for', async () => {
    await enter()
    const headers = { 'idempotency-key': 'a' }
    const plain = await post('/gifts', rose, headers)
    const waited = await post(`/gifts${wait}`, rose, headers)
    expect([plain.status, waited.status, waited.json.id]).toEqual([202, 200, plain.json.id])
  })

  it('is for 64 calls at most; one more is answered at once', async () => {
    await enter({ isHeld: true })
    const waiting = Array.from({ length: 64 }, () => post(`/gifts${wait}`, rose))
    await until(async () => (await server.api('GET', '/sends?limit=100')).json.items.length === 64)
    expect((await post(`/gifts${wait}`, rose)).status).toBe(202)
    heldTencent.release()
    for (const { status } of await Promise.all(waiting)) expect(status).toBe(200)
  })

  it('ends when the caller disconnects; the gift is sent all the same', async () => {
    await enter({ isHeld: true })
    const leaving = new AbortController()
    const left = fetch(`${server.url}api/v1/gifts${wait}`, {
      method: 'POST',
      signal: leaving.signal,
      headers: { authorization: `Bearer ${server.token}`, 'content-type': 'application/json' },
      body: JSON.stringify(rose),
    })
    const items = async () => (await server.api('GET', '/sends')).json.items as { state: string }[]
    await until(async () => (await items()).length === 1)
    leaving.abort()
    await expect(left).rejects.toThrow('aborted')
    heldTencent.release()
    await until(async () => (await items())[0]?.state === 'delivered')
  })
})
