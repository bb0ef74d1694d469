import { beforeEach, describe, expect, it, vi } from 'vitest'
import { CannotRecord } from '../../../electron/core/errors/failures.ts'
import type { Sandbox } from '../../../electron/core/sandbox/start-sandbox.ts'
import type { RoomInput } from '../../../shared/contract/room.ts'
import { makeVendors, roomAt } from '../../support/make-app.ts'
import { until } from '../../support/until.ts'
import { startTestServer, type Answer, type TestServer } from './start-test-server.ts'

const rose = { vendor: 'tencent', giftId: 'rose', count: 1 }
const live = { environment: 'live' } as const

let vendors: Sandbox
let server: TestServer
beforeEach(async () => {
  vendors = await makeVendors()
  server = await startTestServer()
})

const enter = async (more: Partial<RoomInput> = {}) => {
  expect(await server.api('PUT', '/room', { body: roomAt(vendors, more) })).toMatchObject({ status: 200 })
}
const post = (route: string, body?: unknown, headers: Record<string, string> = {}) =>
  server.api('POST', route, { ...(body !== undefined && { body }), headers })
const ended = (id: string) =>
  until(async () => {
    const { json } = await server.api('GET', `/sends/${id}`)
    return ['queued', 'sending', 'waiting', 'processing'].includes(json.state) ? null : json
  })
const fields = ({ status, json }: Answer) => [
  status,
  json.code,
  json.data?.issues.map(({ field }: { field: string }) => field),
]

describe('the room', () => {
  it('accepts secrets and never returns them', async () => {
    await enter()
    const { tencent, zego } = vendors.world
    for (const { text } of [await server.api('GET', '/room'), await server.api('GET', '/status')]) {
      expect(text).not.toContain(tencent.secretKey)
      expect(text).not.toContain(zego.serverSecret)
    }
    expect((await server.api('GET', '/room')).json).toMatchObject({
      name: 'Test stage',
      environment: 'test',
      tencent: { sdkAppId: tencent.sdkAppId, secret: { kind: 'secretKey', setAt: expect.stringMatching(/Z$/) } },
      zego: { appId: zego.appId, join: '1', secret: { kind: 'serverSecret' } },
      limits: { tencentPerSecond: 200, zegoPerSecond: 20, zegoBatch: 50, expireAfterMs: 10_000 },
      caps: {},
    })
  })

  it('needs only a name and the environment for the sandbox', async () => {
    const { status, json } = await server.api('PUT', '/room', { body: { name: 'Play', environment: 'sandbox' } })
    expect([status, json.name]).toEqual([200, 'Play'])
    const { id } = (await post('/gifts', rose)).json
    expect(await ended(id)).toMatchObject({ state: 'delivered', environment: 'sandbox', roomName: 'Play' })
  })

  it('starts a live room at a tenth of the rate, with caps and the lock closed', async () => {
    await enter(live)
    const { json } = await server.api('GET', '/room')
    expect(json.limits).toEqual({ tencentPerSecond: 20, zegoPerSecond: 20, zegoBatch: 50, expireAfterMs: 10_000 })
    expect(json.caps).toEqual({
      perPress: expect.any(Number),
      perMinute: expect.any(Number),
      perSession: expect.any(Number),
    })
    expect((await server.api('GET', '/status')).json).toMatchObject({ environment: 'live', armed: false })
  })

  it('names the invalid field, however deep it is', async () => {
    const room = roomAt(vendors)
    const { tencent, zego } = room
    const put = async (body: object) => fields(await server.api('PUT', '/room', { body }))
    const wrong = (field: string) => [400, 'BAD_REQUEST', [field]]
    expect(await put({ ...room, tencent: { ...tencent, identifier: 'not-ascii-é' } })).toEqual(
      wrong('tencent.identifier'),
    )
    expect(await put({ ...room, zego: { ...zego, viewer: { ...zego!.viewer, userId: 'a_b' } } })).toEqual(
      wrong('zego.viewer.userId'),
    )
    expect(await put({ ...room, zego: { ...zego, viewer: { ...zego!.viewer, level: 3 } } })).toEqual(
      wrong('zego.viewer.level'),
    )
    expect(await put({ ...room, tencent: { ...tencent, host: 'http://example.com' } })).toEqual(wrong('tencent.host'))
    expect(await put({ ...room, tencent: { ...tencent, sdkAppID: 1 } })).toEqual(wrong('tencent.sdkAppID'))
    expect(await put({ ...room, tencent: { ...tencent, userSig: 'x' } })).toEqual(wrong('tencent.userSig'))
    expect(await put({ ...room, limits: { zegoPerSecond: 21 } })).toEqual(wrong('limits.zegoPerSecond'))
    expect(await put({ ...room, caps: { perPress: 0 } })).toEqual(wrong('caps.perPress'))
    expect(await put({ ...room, environment: 'production' })).toEqual(wrong('environment'))
    expect(await put({ name: 'Empty', environment: 'test' })).toEqual(wrong('tencent'))
    expect(await put({})).toEqual([400, 'BAD_REQUEST', ['name', 'environment']])
  })

  it('cannot be left while sends wait in it', async () => {
    await enter({ limits: { tencentPerSecond: 1, expireAfterMs: 0 } })
    for (let i = 0; i < 30; i++) await post('/gifts', rose)
    const busy = await server.api('PUT', '/room', { body: { name: 'Play', environment: 'sandbox' } })
    expect(busy).toMatchObject({ status: 409, json: { code: 'BUSY', defined: true, status: 409 } })
    await post('/stop')
    expect((await server.api('PUT', '/room', { body: { name: 'Play', environment: 'sandbox' } })).status).toBe(200)
  })
})

describe('the body of a request', () => {
  it('may be missing if every field has a default', async () => {
    for (const body of [undefined, {}]) {
      const before = Date.now()
      const { status, json } = await post('/arm', body)
      expect([status, json.armed, json.hold]).toEqual([200, true, false])
      expect(Date.parse(json.armedUntil)).toBeGreaterThanOrEqual(before + 10_000)
      expect(Date.parse(json.armedUntil)).toBeLessThanOrEqual(Date.now() + 10_000)
    }
  })

  it('causes the same error whether it is missing or empty, with the fields that are missing', async () => {
    expect(fields(await post('/gifts'))).toEqual([400, 'BAD_REQUEST', ['vendor', 'giftId', 'count']])
    expect(fields(await post('/gifts', {}))).toEqual([400, 'BAD_REQUEST', ['vendor', 'giftId', 'count']])
    expect(fields(await post('/announcements'))).toEqual([400, 'BAD_REQUEST', ['text']])
    // Half an emoji has no UTF-8 form.
    expect(fields(await post('/announcements', { text: 'Hi \ud83c' }))).toEqual([400, 'BAD_REQUEST', ['text']])
  })

  it('names what is wrong with a gift', async () => {
    await enter()
    const viewer = vendors.world.zego.viewer
    const gift = async (more: object) => fields(await post('/gifts', { ...rose, ...more }))
    const wrong = (field: string) => [400, 'BAD_REQUEST', [field]]
    expect(await gift({ count: 0 })).toEqual(wrong('count'))
    expect(await gift({ count: 1.5 })).toEqual(wrong('count'))
    for (const count of ['one', '1.5', '-1', ' 1', '', '0', true, null, [1]])
      expect(await gift({ count })).toEqual(wrong('count'))
    expect(await gift({ vendor: 'other' })).toEqual(wrong('vendor'))
    expect(await gift({ giftId: '' })).toEqual(wrong('giftId'))
    expect(await gift({ giftId: 'g'.repeat(21) })).toEqual(wrong('giftId'))
    expect(await gift({ multiplier: 2 })).toEqual(wrong('multiplier'))
    expect(await gift({ to: 'not-ascii-é' })).toEqual(wrong('to'))
    expect(await gift({ vendor: 'zego', from: 'a_b' })).toEqual(wrong('from'))
    expect(await gift({ vendor: 'zego', from: { ...viewer, userId: 'a_b' } })).toEqual(wrong('from.userId'))
    expect(await gift({ vendor: 'zego', from: { ...viewer, level: 3 } })).toEqual(wrong('from.level'))
    expect(await gift({ vendor: 'zego', from: { ...viewer, nickname: '\ud83c' } })).toEqual(wrong('from.nickname'))
    expect(await gift({ vendor: 'zego', value: 0 })).toEqual(wrong('value'))
    expect((await vendors.recording()).malformed).toEqual([])
  })

  it('accepts a number as a string of digits, as templating programs send it', async () => {
    await enter()
    const { id } = (await post('/gifts', { ...rose, count: '12' })).json
    expect((await server.api('GET', `/sends/${id}`)).json.gift).toMatchObject({ count: 12 })
    expect((await post('/arm', { seconds: '60' })).status).toBe(200)
  })

  it('is JSON, with the content type of JSON or none', async () => {
    await enter()
    const rawBody = JSON.stringify(rose)
    const send = (type?: string) =>
      server.api('POST', '/gifts', { rawBody, headers: type ? { 'content-type': type } : {} })
    expect((await send()).status).toBe(202)
    expect((await send('application/json; charset=utf-8')).status).toBe(202)
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])
      expect(fields(await send(type))).toEqual([400, 'BAD_REQUEST', ['Content-Type']])
    for (const broken of ['{"vendor":', '{"vendor":"tencent",}', 'rose', '\u0000'])
      expect(
        fields(
          await server.api('POST', '/gifts', { rawBody: broken, headers: { 'content-type': 'application/json' } }),
        ),
      ).toEqual([400, 'BAD_REQUEST', ['body']])
    for (const other of [[], null, 5, 'text']) expect(fields(await post('/gifts', other))[0]).toBe(400)
  })

  it('is never quoted in an error, since it may hold a secret', async () => {
    const rawBody = '{"tencent":{"secretKey":"canary-in-a-broken-body"'
    for (const type of ['application/json', 'text/plain', 'application/x-www-form-urlencoded']) {
      const { status, text } = await server.api('PUT', '/room', { rawBody, headers: { 'content-type': type } })
      expect([type, status, text.includes('canary')]).toEqual([type, 400, false])
    }
    expect(JSON.stringify(server.ports.log.lines)).not.toContain('canary')
  })

  it('has 1 MiB at most, with a length or in chunks', async () => {
    const rawBody = JSON.stringify({ text: 'x'.repeat(1024 * 1024) })
    const json = { 'content-type': 'application/json' }
    for (const headers of [json, { ...json, 'transfer-encoding': 'chunked' }])
      expect(await server.api('POST', '/announcements', { rawBody, headers })).toMatchObject({
        status: 413,
        json: { code: 'PAYLOAD_TOO_LARGE', status: 413 },
      })
    expect((await server.api('GET', '/status')).status).toBe(200)
  })

  it('checks the range of numbers', async () => {
    for (const seconds of [0, 601, 1.5, '601', 'ten'])
      expect(fields(await post('/arm', { seconds }))).toEqual([400, 'BAD_REQUEST', ['seconds']])
    expect((await post('/arm', { seconds: 600, hold: true })).json).toMatchObject({ armed: true, hold: true })
    expect((await post('/disarm')).json).toMatchObject({ armed: false, armedUntil: null, hold: false })
  })
})

describe('refusals before anything is sent', () => {
  it('are 409 NOT_CONNECTED if the room has no such vendor or its secret is missing', async () => {
    const { tencent } = roomAt(vendors)
    const { secretKey: _, ...withoutSecret } = tencent!
    const body = { name: 'Bare', environment: 'test', tencent: withoutSecret }
    expect((await server.api('PUT', '/room', { body })).json.tencent.secret).toBeNull()
    const notConnected = { status: 409, json: { defined: true, code: 'NOT_CONNECTED', status: 409 } }
    expect(await post('/gifts', rose)).toMatchObject(notConnected)
    expect(await post('/gifts', { ...rose, vendor: 'zego' })).toMatchObject(notConnected)
    expect(await post('/announcements', { text: 'Hi' })).toMatchObject(notConnected)
    expect((await server.api('GET', '/status')).json.connections).toMatchObject([{ state: 'needs-secrets' }])
    expect((await server.api('GET', '/sends')).json.items).toEqual([])
  })

  it('are 409 STOPPED after STOP, until resume', async () => {
    await enter()
    expect((await post('/stop')).json).toEqual({ cancelled: 0, alreadySent: 0, unknown: 0 })
    for (const [route, body] of [
      ['/gifts', rose],
      ['/announcements', { text: 'Hi' }],
    ] as const)
      expect(await post(route, body)).toMatchObject({ status: 409, json: { code: 'STOPPED' } })
    expect((await server.api('GET', '/status')).json.stopped).toBe(true)
    await post('/resume')
    expect((await post('/gifts', rose)).status).toBe(202)
  })

  it('are 409 BUSY for a send in another state than the call needs', async () => {
    await enter()
    const { id } = (await post('/gifts', rose)).json
    await ended(id)
    for (const verb of ['release', 'discard'])
      expect(await post(`/sends/${id}/${verb}`)).toMatchObject({ status: 409, json: { code: 'BUSY' } })
    for (const verb of ['again', 'release', 'discard', 'check'])
      expect(await post(`/sends/none/${verb}`)).toMatchObject({ status: 404, json: { code: 'NOT_FOUND' } })
  })

  it('are 423 LOCKED in a live room until it is unlocked, for one press unless held', async () => {
    await enter(live)
    const locked = { status: 423, json: { defined: true, code: 'LOCKED', status: 423 } }
    expect(await post('/gifts', rose)).toMatchObject(locked)
    expect(await post('/announcements', { text: 'Hi' })).toMatchObject(locked)
    await post('/arm')
    expect((await post('/gifts', rose)).status).toBe(202)
    expect(await post('/gifts', rose)).toMatchObject(locked)
    await post('/arm', { hold: true })
    for (let i = 0; i < 3; i++) expect((await post('/gifts', rose)).status).toBe(202)
    await post('/disarm')
    expect(await post('/gifts', rose)).toMatchObject(locked)
  })

  it('are 429 OVER_CAP and say when a press is possible again', async () => {
    await enter({ caps: { perPress: 5, perMinute: 8, perSession: 100 } })
    expect(await post('/gifts', { ...rose, count: 6 })).toMatchObject({
      status: 429,
      json: { defined: true, code: 'OVER_CAP', status: 429, data: { cap: 'perPress', most: 5, retryAfterMs: null } },
    })
    const before = performance.now()
    expect((await post('/gifts', { ...rose, count: 5 })).status).toBe(202)
    const overCap = await post('/gifts', { ...rose, count: 4 })
    expect(overCap).toMatchObject({ status: 429, json: { code: 'OVER_CAP' } })
    expect(overCap.json.data.retryAfterMs).toBeGreaterThanOrEqual(60_000 - Math.ceil(performance.now() - before))
    expect(overCap.json.data.retryAfterMs).toBeLessThanOrEqual(60_000)
    expect((await post('/gifts', { ...rose, count: 3 })).status).toBe(202)
  })

  it('are 507 CANNOT_RECORD when the disk is full, and nothing is sent', async () => {
    await enter()
    const { ledger } = server.app.deps
    const full = vi.spyOn(ledger, 'record').mockRejectedValueOnce(new CannotRecord('disk is full'))
    const refused = await post('/gifts', rose)
    full.mockRestore()
    expect(refused).toMatchObject({ status: 507, json: { defined: true, code: 'CANNOT_RECORD', status: 507 } })
    expect((await vendors.recording()).tencent.gifts).toEqual([])
    expect((await post('/gifts', rose)).status).toBe(202)
  })

  it('are 500 with a reference for an unexpected error; the stack stays in the log', async () => {
    server.app.goals.get = () => {
      throw new Error('the goals fell over')
    }
    const { status, json, text } = await server.api('GET', '/goals')
    expect([status, json.code]).toEqual([500, 'INTERNAL_SERVER_ERROR'])
    expect(text).not.toContain('fell over')
    expect(server.ports.log.lines.at(-1)).toMatchObject({
      level: 'error',
      fields: { reference: json.data.reference, stack: expect.stringContaining('fell over') },
    })
  })
})

describe('gifts', () => {
  it('are answered with 202 once they are recorded, and end in a receipt', async () => {
    await enter()
    const tencent = await post('/gifts', { ...rose, count: 3, from: 'another-fan' })
    expect(tencent).toMatchObject({ status: 202, json: { state: 'queued', seq: expect.any(Number) } })
    expect(Object.keys(tencent.json).toSorted()).toEqual(['id', 'seq', 'state'])
    const zego = await post('/gifts', { vendor: 'zego', giftId: 'rose', count: 2, value: 1 })
    expect(Object.keys(zego.json).toSorted()).toEqual(['id', 'msgId', 'seq', 'state'])

    const receipt = await ended(tencent.json.id)
    expect(receipt).toMatchObject({
      id: tencent.json.id,
      vendor: 'tencent',
      kind: 'gift',
      attempts: 1,
      message: expect.any(String),
      advice: expect.any(String),
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      updatedAt: expect.stringMatching(/Z$/),
      gift: { giftId: 'rose', count: 3, from: 'another-fan', to: vendors.world.tencent.receiver },
    })
    expect(await ended(zego.json.id)).toMatchObject({ vendor: 'zego', msgId: zego.json.msgId, attempts: 1 })
  })

  it('that the catalogue does not list are accepted: the vendor decides', async () => {
    await enter()
    const unknown = await post('/gifts', { ...rose, giftId: 'no-such-gift' })
    expect(unknown.status).toBe(202)
    expect(await ended(unknown.json.id)).toMatchObject({
      state: 'refused',
      code: expect.any(Number),
      requestId: expect.any(String),
    })
    const value = await post('/gifts', { vendor: 'zego', giftId: 'rose', count: 1, value: 777 })
    expect(value.status).toBe(202)
    expect(await ended(value.json.id)).toMatchObject({ state: 'refused', msgId: value.json.msgId })
  })

  it('sent again are new sends, linked to the old ones', async () => {
    await enter()
    const first = (await post('/gifts', { vendor: 'zego', giftId: 'rose', count: 1 })).json
    await ended(first.id)
    const again = await post(`/sends/${first.id}/again`)
    expect(again.status).toBe(202)
    expect(again.json.id).not.toBe(first.id)
    expect(again.json.msgId).not.toBe(first.msgId)
    expect((await ended(again.json.id)).parentId).toBe(first.id)
    expect((await post(`/sends/${first.id}/check`)).json.id).toBe(first.id)
  })

  it('with the same Idempotency-Key are one gift, also when they arrive at once', async () => {
    await enter()
    const key = { 'idempotency-key': 'press-1' }
    const answers = await Promise.all([1, 2, 3].map(() => post('/gifts', rose, key)))
    const later = await post('/gifts', rose, key)
    const ids = new Set([...answers, later].map(({ json }) => json.id))
    expect([ids.size, later.status]).toEqual([1, 202])
    expect(await post('/gifts', { ...rose, count: 7 }, key)).toMatchObject({
      status: 409,
      json: { code: 'KEY_REUSED' },
    })
    const [id] = ids
    await ended(id)
    const again = { 'idempotency-key': 'again-1' }
    const repeats = [await post(`/sends/${id}/again`, {}, again), await post(`/sends/${id}/again`, {}, again)]
    expect(repeats[0]!.json.id).toBe(repeats[1]!.json.id)
    await ended(repeats[0]!.json.id)
    expect((await vendors.recording()).tencent.gifts).toHaveLength(2)
    for (const wrong of ['', 'k'.repeat(256)])
      expect(fields(await post('/gifts', rose, { 'idempotency-key': wrong }))).toEqual([
        400,
        'BAD_REQUEST',
        ['Idempotency-Key'],
      ])
  })

  it('refused before they are recorded use up no Idempotency-Key', async () => {
    await enter()
    const key = { 'idempotency-key': 'press-2' }
    await post('/stop')
    expect((await post('/gifts', rose, key)).status).toBe(409)
    await post('/resume')
    expect((await post('/gifts', rose, key)).status).toBe(202)
  })
})

describe('announcements', () => {
  const posted = async (extensionInfo: unknown) => {
    const { status, json } = await post('/announcements', { text: 'Hi', extensionInfo })
    expect(status).toBe(202)
    const receipt = await ended(json.id)
    expect(receipt).toMatchObject({ state: 'delivered', kind: 'announcement', msgSeq: expect.any(Number) })
    return (await vendors.recording()).tencent.messages.at(-1)!.extensionInfo
  }

  it('are posted by the receiver, who is the host, unless another sender is named', async () => {
    await enter()
    const { id } = (await post('/announcements', { text: 'Welcome' })).json
    const { receiver, sender } = vendors.world.tencent
    expect(await ended(id)).toMatchObject({ state: 'delivered', announcement: { text: 'Welcome', from: receiver } })
    await ended((await post('/announcements', { text: 'Hello', from: sender })).json.id)
    const { messages, gifts } = (await vendors.recording()).tencent
    expect(messages.map(({ sender, text }) => [sender, text])).toEqual([
      [receiver, 'Welcome'],
      [sender, 'Hello'],
    ])
    expect(gifts).toEqual([])
  })

  it('carry any JSON value as its JSON text', async () => {
    await enter()
    expect(await posted({ a: [1, null, 'ü'] })).toBe('{"a":[1,null,"ü"]}')
    expect(await posted([])).toBe('[]')
    expect(await posted(1.5)).toBe('1.5')
    expect(await posted(null)).toBe('null')
    expect(await posted(false)).toBe('false')
    expect(await posted('{"already": "text"}')).toBe('{"already": "text"}')
    expect(await posted('"word"')).toBe('"word"')
  })

  it('are refused with the field if extensionInfo is a string that is not JSON text', async () => {
    await enter()
    for (const extensionInfo of ['word', '{', ''])
      expect(fields(await post('/announcements', { text: 'Hi', extensionInfo }))).toEqual([
        400,
        'BAD_REQUEST',
        ['extensionInfo'],
      ])
    expect((await vendors.recording()).tencent.messages).toEqual([])
  })

  it('may have 12,288 bytes of text, counted in UTF-8, besides the extensionInfo', async () => {
    await enter()
    const full = '礼'.repeat(4_096)
    const extensionInfo = { note: 'x'.repeat(5_000) }
    const { status, json } = await post('/announcements', { text: full, extensionInfo })
    expect([status, Buffer.byteLength(full)]).toEqual([202, 12_288])
    expect(await ended(json.id)).toMatchObject({ state: 'delivered' })
    for (const text of [`${full}a`, `${'礼'.repeat(4_095)}🎁`, 'a'.repeat(12_289), ''])
      expect(fields(await post('/announcements', { text }))).toEqual([400, 'BAD_REQUEST', ['text']])
  })
})

describe('the list of sends', () => {
  it('is read page by page, ascending by the last change', async () => {
    await enter()
    const ids: string[] = []
    for (let i = 0; i < 12; i++) ids.push((await post('/gifts', rose)).json.id)
    for (const id of ids) await ended(id)
    const seen: { id: string; seq: number }[] = []
    let after: number | null = 0
    while (after !== null) {
      const { json }: Answer = await server.api('GET', `/sends?after=${after}&limit=5`)
      expect(json.items.length).toBeLessThanOrEqual(5)
      seen.push(...json.items)
      after = json.next
    }
    expect(seen.map(({ id }) => id).toSorted()).toEqual(ids.toSorted())
    expect(seen.map(({ seq }) => seq)).toEqual(seen.map(({ seq }) => seq).toSorted((a, b) => a - b))
    expect(new Set(seen.map(({ seq }) => seq)).size).toBe(12)
    expect((await server.api('GET', `/sends?after=${seen.at(-1)!.seq}`)).json).toEqual({ items: [], next: null })
    expect((await server.api('GET', '/sends?limit=12')).json.next).toBeNull()
  })

  it('has 100 a page unless asked otherwise, and 1,000 at most', async () => {
    await enter({ limits: { tencentPerSecond: 1 } })
    await Promise.all(Array.from({ length: 101 }, () => post('/gifts', rose)))
    const first = (await server.api('GET', '/sends')).json
    expect([first.items.length, first.next]).toEqual([100, first.items[99].seq])
    expect((await server.api('GET', '/sends?limit=1000')).json.items).toHaveLength(101)
    for (const query of ['limit=0', 'limit=1001', 'limit=x', 'limit=1.5'])
      expect(fields(await server.api('GET', `/sends?${query}`))).toEqual([400, 'BAD_REQUEST', ['limit']])
    for (const query of ['after=-1', 'after=x'])
      expect(fields(await server.api('GET', `/sends?${query}`))).toEqual([400, 'BAD_REQUEST', ['after']])
    await post('/stop')
  })
})

describe('counts', () => {
  it("are the receiver's totals, and a refresh waits for a new reading", async () => {
    await enter()
    const before = await post('/counts/refresh')
    expect(before.json.readings).toMatchObject([
      { vendor: 'tencent', roomId: vendors.world.tencent.roomId, receiver: vendors.world.tencent.receiver },
      { vendor: 'zego', source: 'receipts' },
    ])
    expect(Object.keys(before.json.readings[0])).toEqual(
      expect.arrayContaining(['totalCount', 'totalCoins', 'senderCount', 'sequence', 'at', 'baseline', 'stale']),
    )
    await ended((await post('/gifts', { ...rose, count: 4 })).json.id)
    const after = await post('/counts/refresh')
    expect(after.json.readings[0].totalCount).toBe(before.json.readings[0].totalCount + 4)
    expect((await server.api('GET', '/counts')).json.readings[0].totalCount).toBe(after.json.readings[0].totalCount)
  })
})

describe('the status', () => {
  it('contains the state of the lanes: used, limit, queued and the time to drain', async () => {
    await enter({ limits: { tencentPerSecond: 1, expireAfterMs: 0 } })
    for (let i = 0; i < 30; i++) await post('/gifts', rose)
    const { json } = await server.api('GET', '/status')
    expect(json).toMatchObject({ environment: 'test', armed: false, stopped: false, version: '0.0.0-test' })
    const lane = json.lanes.find(({ api }: { api: string }) => api === 'send_gift')
    expect(lane).toMatchObject({ vendor: 'tencent', used: 1, limit: 1, paused: null })
    expect(lane.queued).toBeGreaterThanOrEqual(2)
    expect(lane.drainMs).toBe(lane.queued * 1_000)
    const stopped = await post('/stop')
    expect(stopped.json.cancelled).toBeGreaterThanOrEqual(2)
    const states = (await server.api('GET', '/sends')).json.items.map(({ state }: { state: string }) => state)
    expect(states.filter((state: string) => state === 'cancelled')).toHaveLength(stopped.json.cancelled)
    expect(stopped.json.cancelled + stopped.json.alreadySent + stopped.json.unknown).toBeLessThanOrEqual(30)
  })
})
