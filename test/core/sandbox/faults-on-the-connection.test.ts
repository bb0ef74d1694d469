import { describe, expect, it } from 'vitest'
import type { Faults } from '../../../electron/core/sandbox/faults.ts'
import { until } from '../../support/until.ts'
import { openSandbox, type Json } from './call-vendors.ts'
import { openHeldVendors } from './held-vendors.ts'

/** Sends one gift under these faults. Returns what its sender got, and how many gifts were applied. */
async function giftDuring(faults: Partial<Faults>) {
  const { sandbox, tencent } = await openSandbox()
  const { roomId, sender, receiver } = sandbox.world.tencent
  const gift = { RoomId: roomId, GiftId: 'rose', Count: 1, From_Account: sender, ReceiverList_Account: [receiver] }
  await sandbox.setFaults(faults)
  const seen = await tencent.send('send_gift', gift).then(
    async (answer) => ({
      status: answer.status,
      type: answer.headers.get('content-type'),
      body: await answer.text().catch(() => 'broken'),
    }),
    () => null,
  )
  return { seen, applied: (await sandbox.recording()).tencent.gifts.length }
}
const read = (body: string | undefined) => JSON.parse(body ?? '') as Json

describe('faults before the effect', () => {
  it('reset the connection and apply nothing', async () => {
    expect(await giftDuring({ resetBefore: {} })).toMatchObject({ seen: null, applied: 0 })
  })

  it('answer 502 and 429 from a proxy that did not forward the call', async () => {
    expect(await giftDuring({ http502: {} })).toMatchObject({ seen: { status: 502, type: 'text/html' }, applied: 0 })
    expect(await giftDuring({ http429: {} })).toMatchObject({ seen: { status: 429 }, applied: 0 })
  })

  it('answer any code, in the shape of either vendor', async () => {
    const { seen, applied } = await giftDuring({ refuse: { code: 60011 } })
    expect(read(seen?.body)).toMatchObject({ ActionStatus: 'FAIL', ErrorCode: 60011, RequestId: expect.any(String) })
    expect(applied).toBe(0)
    const { sandbox, zego } = await openSandbox()
    await sandbox.setFaults({ refuse: { code: 7210000 } })
    expect(await zego.join()).toMatchObject({ Code: 7210000, RequestId: expect.any(String) })
  })

  it('apply a hanging gift after its sender gave up', async () => {
    const { clock, recording, setFaults, tencent, hanging } = await openHeldVendors()
    setFaults({ hangBefore: { ms: 400 } })
    const caller = new AbortController()
    const given = tencent.gift({}, caller.signal)
    await hanging(1)
    caller.abort()
    await expect(given).rejects.toThrow('aborted')
    expect(recording().tencent.gifts).toHaveLength(0)
    await clock.advance(400)
    await until(() => recording().tencent.gifts.length === 1)
  })
})

describe('faults after the effect', () => {
  it('lose the answer of a gift that counted', async () => {
    expect(await giftDuring({ answerLost: {} })).toMatchObject({ seen: null, applied: 1 })
    expect(await giftDuring({ resetAfter: {} })).toMatchObject({ seen: null, applied: 1 })
  })

  it('answer a server error, or a code, for a gift that counted', async () => {
    expect(await giftDuring({ http500After: { status: 504 } })).toMatchObject({ seen: { status: 504 }, applied: 1 })
    const { seen, applied } = await giftDuring({ refuseAfter: { code: 100001 } })
    expect(read(seen?.body)['ErrorCode']).toBe(100001)
    expect(applied).toBe(1)
  })

  it('answer after the given time', async () => {
    const { clock, recording, setFaults, tencent, hanging } = await openHeldVendors()
    setFaults({ hangAfter: { ms: 200, upToMs: 250, times: 1 } })
    const answers: string[] = []
    const late = tencent.gift().then((answer) => answers.push(`late ${String(answer['ErrorCode'])}`))
    await hanging(1)
    expect(recording().tencent.gifts).toHaveLength(1)
    await clock.advance(199)
    await tencent.gift().then(() => answers.push('another'))
    await clock.advance(51)
    await late
    expect(answers).toEqual(['another', 'late 0'])
  })
})

describe('faults of the answer', () => {
  it('bring the header in two pieces', async () => {
    const { clock, setFaults, tencent, hanging } = await openHeldVendors()
    setFaults({ slowHeader: { ms: 200, times: 1 } })
    const seen: string[] = []
    const slow = tencent.send('send_gift', {}).then((answer) => (seen.push('its header'), answer))
    await hanging(1)
    await clock.advance(199)
    await tencent.gift().then(() => seen.push('another answer'))
    await clock.advance(1)
    expect(await (await slow).json()).toMatchObject({ ErrorCode: 100002 })
    expect(seen).toEqual(['another answer', 'its header'])
  })

  it('bring the body in two pieces', async () => {
    const { clock, setFaults, tencent, hanging } = await openHeldVendors()
    setFaults({ slowBody: { ms: 300, times: 1 } })
    const seen: string[] = []
    const answer = await tencent.send('send_gift', {})
    const body = answer.json().then((json) => (seen.push('its body'), json as Json))
    await hanging(1)
    await clock.advance(299)
    await tencent.gift().then(() => seen.push('another answer'))
    await clock.advance(1)
    expect(await body).toMatchObject({ ErrorCode: 100002 })
    expect(seen).toEqual(['another answer', 'its body'])
  })

  it('cut the body off', async () => {
    expect(await giftDuring({ truncated: {} })).toMatchObject({ seen: { status: 200, body: 'broken' }, applied: 1 })
  })

  it('make it broken JSON, a web page, or JSON labelled as a web page', async () => {
    const malformed = await giftDuring({ malformedJson: {} })
    expect(malformed.seen?.type).toBe('application/json')
    expect(() => read(malformed.seen?.body)).toThrow(SyntaxError)
    const page = await giftDuring({ html: {} })
    expect(page).toMatchObject({ seen: { status: 200, type: 'text/html' }, applied: 1 })
    expect(page.seen?.body).toMatch(/^<html>/)
    const mislabelled = await giftDuring({ wrongContentType: {} })
    expect(mislabelled.seen?.type).toBe('text/html')
    expect(read(mislabelled.seen?.body)['ErrorCode']).toBe(0)
  })

  it('make it huge', async () => {
    const { seen } = await giftDuring({ hugeBody: { bytes: 3_000_000 } })
    expect(seen?.body.length).toBeGreaterThan(3_000_000)
    expect(read(seen?.body)['ErrorCode']).toBe(0)
  })

  it('do not stop the vendor if a caller stops reading a huge answer', async () => {
    const { sandbox, tencent } = await openSandbox()
    await sandbox.setFaults({ hugeBody: { times: 1 } })
    const answer = await tencent.send('send_gift', {})
    await answer.body?.cancel()
    expect((await tencent.gift())['ErrorCode']).toBe(0)
  })
})

describe('a fault', () => {
  it('applies to every call until it is switched off', async () => {
    const { sandbox, tencent } = await openSandbox()
    await sandbox.setFaults({ refuse: { code: 60008 } })
    for (let times = 0; times < 3; times++) expect((await tencent.gift())['ErrorCode']).toBe(60008)
    await sandbox.setFaults({ refuse: null })
    expect((await tencent.gift())['ErrorCode']).toBe(0)
  })

  it('applies the given number of times after the skipped calls, and counts both numbers down', async () => {
    const { sandbox, tencent } = await openSandbox()
    await sandbox.setFaults({ refuse: { code: 60008, times: 2, skip: 1 } })
    const codes = []
    for (let call = 0; call < 4; call++) codes.push((await tencent.gift())['ErrorCode'])
    expect(codes).toEqual([0, 60008, 60008, 0])
    expect((await sandbox.faults()).refuse).toEqual({ code: 60008, times: 0, skip: 0 })
  })

  it('applies to the named calls only', async () => {
    const { sandbox, tencent, zego } = await openSandbox()
    await sandbox.setFaults({ refuse: { code: 7, only: ['SendDanmakuComments'] } })
    expect((await tencent.gift())['ErrorCode']).toBe(0)
    expect((await zego.join())['Code']).toBe(7)
  })

  it('applies by chance, in the same way for the same seed', async () => {
    const run = async (seed: number) => {
      const { sandbox, tencent } = await openSandbox({ seed })
      await sandbox.setFaults({ refuse: { code: 60008, chance: 1 / 3 } })
      const codes = []
      for (let call = 0; call < 60; call++) codes.push((await tencent.gift())['ErrorCode'])
      return codes
    }
    const first = await run(1)
    const hits = first.filter((code) => code === 60008).length
    expect(hits).toBeGreaterThan(8)
    expect(hits).toBeLessThan(35)
    expect(await run(1)).toEqual(first)
    expect(await run(2)).not.toEqual(first)
  })

  it('does not change other faults, and is refused if its name is unknown', async () => {
    const { sandbox } = await openSandbox()
    await sandbox.setFaults({ giftsOff: {} })
    const faults = await sandbox.setFaults({ mutedSenders: ['host'] })
    expect(faults).toMatchObject({ giftsOff: {}, mutedSenders: ['host'], refuse: null })
    await expect(sandbox.setFaults({ lostAnswr: {} } as never)).rejects.toThrow('no fault called lostAnswr')
  })
})
