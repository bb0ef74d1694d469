import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanId } from '../../../shared/contract/pasted.ts'
import { isAdvisedAccount, tencentUserId } from '../../../shared/contract/fields.ts'
import { roomAt } from '../../support/make-app.ts'
import { seed } from '../../support/tier.ts'
import { setupRoom } from '../sends/setup-room.ts'
import { makeTencent } from './tencent/make-tencent.ts'

const printable = fc.string({ unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)) })
/** Ids without blanks or quotes around them, because those are stripped on entry (see pasting-in.test.ts). */
const accounts = printable.filter((id) => id !== '' && cleanId(id) === id && id.length <= 32)

describe('an account of Tencent', () => {
  it.each([
    ['viewer_1-a', true],
    ['@RBT#001', true],
    ['user@mail.com', false],
    ['first last', false],
    ['a'.repeat(32), true],
    ['~!$%^&*()+=[]{}|;:\'",.<>/?`#@', false],
  ])('is accepted: %s (advised: %s)', (id, advised) => {
    expect(tencentUserId.safeParse(id).success).toBe(true)
    expect(isAdvisedAccount(id)).toBe(advised)
  })

  it.each(['', ' ', 'a'.repeat(33), 'é', '主播', 'a\nb', 'a\u0000', '\u007f', '🌹', 'a\u200bé'])(
    'is refused if the vendor cannot accept it: %j',
    (id) => expect(tencentUserId.safeParse(id).success).toBe(false),
  )

  it('reaches the vendor as it was typed, with any printable characters', async () => {
    await fc.assert(
      fc.asyncProperty(accounts, accounts, async (from, identifier) => {
        expect(tencentUserId.parse(from)).toBe(from)
        const connection = { origin: 'https://example.com', sdkAppId: 1, identifier, roomId: 'room' }
        const { client, vendor } = makeTencent(undefined, { connection })
        await client.send(client.giftCall({ giftId: 'rose', count: 1, from, to: from }))
        const [sent] = vendor.sent
        expect(sent!.body).toMatchObject({ From_Account: from, ReceiverList_Account: [from] })
        // A plus sign is a space only for a parser of form data.
        expect(sent!.url.search).not.toContain('+')
        expect(sent!.url.searchParams.get('identifier')).toBe(identifier)
      }),
      { seed, numRuns: 200 },
    )
  })

  it('of a robot and of an e-mail address gives and receives gifts, and posts', async () => {
    const { client, vendors, ends } = await setupRoom({ vendors: { more: { accounts: ['@RBT#1', 'user@mail.com'] } } })
    const { tencent } = roomAt(vendors)
    await client.room.set(roomAt(vendors, { tencent: { ...tencent!, sender: '@RBT#1', receiver: 'user@mail.com' } }))
    const gift = await client.gifts.fire({ vendor: 'tencent', giftId: 'rose', count: 1 })
    const text = await client.announcements.post({ text: 'Hello' })
    expect(await ends(gift.id)).toMatchObject({ state: 'delivered' })
    expect(await ends(text.id)).toMatchObject({ state: 'delivered' })
    const recording = await vendors.recording()
    expect(recording.tencent.gifts[0]).toMatchObject({ from: '@RBT#1', to: 'user@mail.com' })
    expect(recording.malformed).toEqual([])
    const { readings } = await client.counts.refresh({})
    expect(readings[0]).toMatchObject({ receiver: 'user@mail.com', totalCount: 1 })
  })

  it('that Chat advises against is known all the same, and the check of the people warns about it', async () => {
    const { client, vendors } = await setupRoom({ vendors: { more: { accounts: ['user@mail.com'] } } })
    const { tencent } = roomAt(vendors)
    await client.room.set(roomAt(vendors, { tencent: { ...tencent!, receiver: 'user@mail.com' } }))
    const { items } = await client.people.check({ vendor: 'tencent' })
    expect(items.map(({ userId, state, reason }) => [userId, state, reason])).toEqual([
      [tencent!.sender, 'imported', 'account-known'],
      ['user@mail.com', 'imported', 'account-against-advice'],
    ])
  })

  it('that Chat advises against is a warning of the check, not a refusal', async () => {
    const { client, vendors } = await setupRoom({ vendors: { more: { accounts: ['user@mail.com'] } } })
    const adminLine = async (receiver: string) => {
      const { tencent } = roomAt(vendors)
      for await (const step of await client.room.check(roomAt(vendors, { tencent: { ...tencent!, receiver } })))
        if (step.step === 'admin') return step
      return null
    }
    expect(await adminLine('user@mail.com')).toMatchObject({ result: 'passed', reason: 'account-against-advice' })
    expect((await adminLine('user@mail.com'))!.message).not.toBe('')
    expect(await adminLine(roomAt(vendors).tencent!.receiver)).toMatchObject({ result: 'passed', message: '' })
  })
})
