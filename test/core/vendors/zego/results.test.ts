import { describe, expect, it } from 'vitest'
import { answer } from '../fakes.ts'
import { fail, makeZego, ok, rose } from './make-zego.ts'

async function fireBoth(results: unknown) {
  const { vendor, fire } = makeZego()
  vendor.answers(answer(ok(results)))
  const outcome = await fire(rose('a'), rose('b'))
  return { a: outcome.get('a'), b: outcome.get('b') }
}

describe('firing several gifts at once', () => {
  it('matches results by MsgId, not by position, and ignores other ids', async () => {
    const rows = [
      { MsgId: 'of-another-tool', Result: 10005, Msg: '' },
      { MsgId: 'b', Result: 10004, Msg: 'no such gift' },
      { MsgId: 'a', Result: 0, Msg: 'succeed' },
    ]
    expect(await fireBoth(rows)).toEqual({
      a: { state: 'delivered', requestId: '1234567890123456789' },
      b: {
        state: 'refused',
        reason: 'gift-not-agreed',
        code: 10004,
        vendorText: 'no such gift',
        requestId: '1234567890123456789',
        recorded: true,
      },
    })
  })

  it('reads results that come as JSON text', async () => {
    expect(await fireBoth('[{"MsgId":"a","Result":0},{"MsgId":"b","Result":"10003"}]')).toMatchObject({
      a: { state: 'delivered' },
      b: { state: 'refused', reason: 'viewer-not-in-game' },
    })
  })

  it('keeps a gift without a result unknown', async () => {
    expect(await fireBoth([{ MsgId: 'a', Result: 0 }])).toMatchObject({
      a: { state: 'delivered' },
      b: { state: 'unknown', reason: 'missing-result', requestId: '1234567890123456789' },
    })
  })

  it.each([undefined, null, 'not json', 5])('keeps all unknown when there is no list: %s', async (results) => {
    expect(await fireBoth(results)).toMatchObject({ a: { state: 'unknown' }, b: { state: 'unknown' } })
  })

  it('merges two equal results, and uses neither of two different ones', async () => {
    const rows = [
      { MsgId: 'a', Result: 0 },
      { MsgId: 'a', Result: 0 },
      { MsgId: 'b', Result: 0 },
      { MsgId: 'b', Result: 10003 },
    ]
    expect(await fireBoth(rows)).toMatchObject({
      a: { state: 'delivered' },
      b: { state: 'unknown', reason: 'results-contradict' },
    })
  })

  it('keeps a gift unknown when its row cannot be read', async () => {
    expect(await fireBoth([{ MsgId: 'a', Result: 'soon' }])).toMatchObject({
      a: { state: 'unknown', reason: 'answer-unreadable' },
    })
  })

  it('keeps waiting for the game on 10006', async () => {
    expect(await fireBoth([{ MsgId: 'a', Result: 10006 }])).toMatchObject({
      a: { state: 'processing', reason: 'game-still-working', code: 10006 },
    })
  })

  it('refuses a gift for any other result, since its id is used up', async () => {
    expect(
      await fireBoth([
        { MsgId: 'a', Result: 10005 },
        { MsgId: 'b', Result: 4242 },
      ]),
    ).toMatchObject({
      a: { state: 'refused', reason: 'gift-delivery-failed' },
      b: { state: 'refused', reason: 'gift-refused', code: 4242 },
    })
  })

  it('gives every gift of a failed batch the same answer', async () => {
    const { vendor, fire } = makeZego()
    vendor.answers(fail(7_206_001))
    const outcome = await fire(rose('a'), rose('b'))
    const refused = { state: 'refused', reason: 'game-not-started', pauses: true, requestId: '9007199254740993123' }
    expect(outcome.get('a')).toMatchObject(refused)
    expect(outcome.get('b')).toMatchObject(refused)
  })

  it('sends nothing when the secret is unavailable', async () => {
    const { vendor, secrets, fire } = makeZego()
    secrets.secret = () => Promise.reject(new Error('locked'))
    expect((await fire(rose('a'))).get('a')).toEqual({ state: 'refused', reason: 'secret-missing', pauses: true })
    expect(vendor.sent).toEqual([])
  })
})

describe('querying the result of a gift', () => {
  const ask = async (results: unknown, sentAt?: ReadonlyMap<string, number>) => {
    const { client, vendor } = makeZego()
    vendor.answers(answer(ok(results)))
    return client.readResults(['a', 'b'], sentAt)
  }

  it('has no entry for a gift the game has not consumed', async () => {
    const read = await ask([{ MsgId: 'a', Result: 0, Timestamp: 1 }])
    expect(read).toMatchObject({ ok: true })
    expect(read.ok && [...read.value]).toEqual([['a', { state: 'delivered', requestId: '1234567890123456789' }]])
  })

  it.each([[[]], [null], ['[]']])('takes an empty list as nothing consumed: %o', async (results) => {
    const read = await ask(results)
    expect(read.ok && read.value.size).toBe(0)
  })

  it('fails when there is no list, and never means "not consumed"', async () => {
    expect(await ask(undefined)).toMatchObject({ ok: false, trouble: { reason: 'answer-unreadable' } })
  })

  it('uses the result of the send in question when one id was sent twice', async () => {
    const rows = [
      { MsgId: 'a', Result: 10003, Timestamp: 1_700_000_000_000 },
      { MsgId: 'a', Result: 0, Timestamp: 1_767_225_600_000 },
    ]
    const results = await ask(rows, new Map([['a', 1_767_225_600_000]]))
    expect(results.ok && results.value.get('a')).toMatchObject({ state: 'delivered' })
    const undated = await ask(rows)
    expect(undated.ok && undated.value.get('a')).toMatchObject({ state: 'unknown', reason: 'results-contradict' })
  })
})
