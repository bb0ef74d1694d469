import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Exchange, Post } from '../../../electron/core/ports.ts'
import type { Outcome } from '../../../electron/core/vendors/vendor.ts'
import { answer, fakeRandom } from './fakes.ts'
import * as tencent from './tencent/make-tencent.ts'
import * as zego from './zego/make-zego.ts'

/** For each vendor, one write and every read. */
const vendors = {
  tencent(faults: Parameters<typeof tencent.makeTencent>[1]) {
    const { client } = tencent.makeTencent(undefined, faults)
    return {
      write: () => client.send(client.giftCall(tencent.rose)),
      reads: () => [
        client.readTotals('host'),
        client.readRoomTotals('get_room_stats'),
        client.readGifts(),
        client.readRoom(),
        client.readAccounts(['host']),
        client.importAccount({ userId: 'host' }),
      ],
    }
  },
  zego(faults: Parameters<typeof zego.makeZego>[0]) {
    const { client, fire } = zego.makeZego(faults)
    return {
      write: async () => (await fire(zego.rose('a'))).get('a')!,
      reads: () => [client.readResults(['a']), client.join(zego.viewer, '1')],
    }
  },
}
const both = Object.keys(vendors) as (keyof typeof vendors)[]
const throws = () => {
  throw new Error('planted')
}
const rejects = () => Promise.reject(new Error('planted'))

describe.each(both)('a call to %s that fails inside Giftdeck', (name) => {
  it.each<[string, object]>([
    ['has no random number', { random: { ...fakeRandom(), uint32: throws, hex: throws } }],
    ['has a clock that throws', { clock: { now: throws, monotonic: () => 0 } }],
  ])('that %s was never sent, and is refused', async (_, faults) => {
    const sent: URL[] = []
    const post: Post = (url) => {
      sent.push(url)
      return Promise.resolve(answer({}))
    }
    const made = vendors[name]({ ...faults, post })
    expect(await made.write()).toMatchObject({ state: 'refused', reason: 'call-not-built' })
    for (const read of made.reads()) expect(await read).toMatchObject({ ok: false, trouble: { state: 'refused' } })
    expect(sent).toEqual([])
  })

  it.each<[string, Post]>([
    ['throws', throws],
    ['rejects', rejects],
  ])('on a transport that %s is unknown, since it may have been sent', async (_, post) => {
    const made = vendors[name]({ post })
    expect(await made.write()).toMatchObject({ state: 'unknown', reason: 'sending-failed' })
    for (const read of made.reads()) expect(await read).toMatchObject({ ok: false })
  })

  it('has no secret if the key store throws', async () => {
    const made = vendors[name]({ secret: throws })
    expect(await made.write()).toEqual({ state: 'refused', reason: 'secret-missing', pauses: true })
  })

  it('in the reading of an answer is unknown', async () => {
    const odd = Object.defineProperty({ kind: 'answer', status: 200, ms: 1, body: '{}' }, 'date', {
      get: throws,
    }) as Exchange
    const made = vendors[name]({ post: () => Promise.resolve(odd) })
    expect(await made.write()).toEqual({ state: 'unknown', reason: 'answer-unreadable' })
    for (const read of made.reads()) expect(await read).toMatchObject({ ok: false, trouble: { state: 'unknown' } })
  })
})

/** Numbers out of range, deep nesting, members of other types. */
const deep = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)
const member = fc.constantFrom(
  'ActionStatus',
  'ErrorCode',
  'ErrorInfo',
  'RequestId',
  'Response',
  'MsgSeq',
  'MsgDropReason',
  'TotalCount',
  'GiftList',
  'RoomInfo',
  'ResultItem',
  'Code',
  'Message',
  'Data',
  'Results',
  'MsgId',
  'Result',
  '__proto__',
)
const value = fc.oneof(
  fc.json(),
  fc.constantFrom('1e400', '-1e400', '1e999', '9007199254740993', '"0"', 'null', '{}', '[]', '"OK"', '0', '1.5'),
  fc.integer({ min: 0, max: 30_000 }).map(deep),
)
const body = fc.oneof(
  fc.string(),
  value,
  fc.array(fc.tuple(member, value)).map((all) => `{${all.map(([key, each]) => `"${key}":${each}`).join(',')}}`),
)
const exchange: fc.Arbitrary<Exchange> = fc.record(
  {
    kind: fc.constant('answer' as const),
    status: fc.oneof(fc.constant(200), fc.integer({ min: 100, max: 599 })),
    body,
    date: fc.oneof(fc.string(), fc.constantFrom('Sat, 13 Sep 275760 00:00:00 GMT', 'Thu, 01 Jan 1970 00:00:00 GMT')),
    ms: fc.oneof(fc.double(), fc.integer()),
  },
  { requiredKeys: ['kind', 'status', 'body', 'ms'] },
)
const states: Outcome['state'][] = ['delivered', 'dropped', 'refused', 'waiting', 'processing', 'unknown']

describe.each(both)('any answer of %s', (name) => {
  it('becomes an outcome with its sentence, and crashes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(exchange, async (answered) => {
        const made = vendors[name]({ post: () => Promise.resolve(answered) })
        const written = await made.write()
        expect(states).toContain(written.state)
        expect(written.state === 'delivered' ? 'no reason' : written.reason).toBeTypeOf('string')
        for (const read of made.reads()) expect(typeof (await read).ok).toBe('boolean')
      }),
      { numRuns: 400 },
    )
  })
})
