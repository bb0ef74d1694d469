import { describe, expect, it } from 'vitest'
import type { FireGift } from '../../../shared/contract/gifts.ts'
import type { Client } from '../../support/make-app.ts'
import { setupRoom, refusal } from './setup-room.ts'

const rose: FireGift = { vendor: 'tencent', giftId: 'rose', count: 1 }
const soldier: FireGift = { vendor: 'zego', giftId: 'rose', count: 1, value: 10 }

/** The calls that create sends, and similar calls with another meaning. `endedId` names a send that has ended. */
const calls: { name: string; call: (client: Client, endedId: string) => Promise<unknown> }[] = [
  { name: 'one rose', call: ({ gifts }) => gifts.fire(rose) },
  { name: 'two roses', call: ({ gifts }) => gifts.fire({ ...rose, count: 2 }) },
  { name: 'another gift', call: ({ gifts }) => gifts.fire({ ...rose, giftId: 'heart' }) },
  { name: 'a rose in the game', call: ({ gifts }) => gifts.fire({ ...rose, vendor: 'zego' }) },
  { name: 'a double key', call: ({ gifts }) => gifts.fireTogether({ gifts: [rose, soldier] }) },
  { name: 'the double key in reverse order', call: ({ gifts }) => gifts.fireTogether({ gifts: [soldier, rose] }) },
  { name: 'an announcement', call: ({ announcements }) => announcements.post({ text: 'Good evening' }) },
  { name: 'another announcement', call: ({ announcements }) => announcements.post({ text: 'Good evening!' }) },
  {
    name: 'an announcement with data',
    call: ({ announcements }) => announcements.post({ text: 'Good evening', extensionInfo: '1' }),
  },
  { name: 'a send once more', call: ({ sends }, id) => sends.again({ id }) },
  { name: 'the next of the queue', call: ({ upNext }) => upNext.postNext() },
]

const idsOf = (answer: unknown) => {
  const { id, sends } = answer as { id?: string; sends?: { id: string }[] }
  return sends?.map((send) => send.id) ?? [id]
}

describe('an Idempotency-Key means one call', () => {
  it('the same call again answers the same sends; any other call is refused, and sends nothing', async () => {
    const { as, client, ends, vendors } = await setupRoom()
    const endedId = (await client.gifts.fire(rose)).id
    await ends(endedId)
    for (const [index, { name, call }] of calls.entries()) {
      await client.upNext.add({ text: `For ${name}` })
      const keyed = as({ scopes: ['read', 'fire'], idempotencyKey: `key ${index}` })
      const first = idsOf(await call(keyed, endedId))
      expect([name, ...idsOf(await call(keyed, endedId))]).toEqual([name, ...first])
      for (const other of calls) {
        if (other.name === name) continue
        const { code, message } = await refusal(other.call(keyed, endedId))
        expect([code, message], `${name}, then ${other.name}`).toEqual([
          'KEY_REUSED',
          expect.stringContaining('new key'),
        ])
      }
    }
    const { items } = await client.sends.list({ limit: 1_000 })
    await Promise.all(items.map(({ id }) => ends(id)))
    // Eleven calls with a key, two of them of a double key, and the first rose.
    const { tencent, zego } = await vendors.recording()
    expect(items).toHaveLength(14)
    expect(tencent.gifts.length + tencent.messages.length + zego.gifts.length).toBe(14)
  })

  it('applies while the first call is still being recorded', async () => {
    const { as, client } = await setupRoom()
    const keyed = as({ scopes: ['read', 'fire'], idempotencyKey: 'at once' })
    const [first, other, same] = await Promise.allSettled([
      keyed.gifts.fire(rose),
      keyed.gifts.fire({ ...rose, count: 3 }),
      keyed.gifts.fire(rose),
    ])
    expect(same).toEqual(first)
    expect(other).toMatchObject({ status: 'rejected', reason: { code: 'KEY_REUSED' } })
    expect((await client.sends.list({})).items).toHaveLength(1)
  })

  it('treats a missing field as its default', async () => {
    const { as } = await setupRoom()
    const keyed = as({ scopes: ['read', 'fire'], idempotencyKey: 'defaults' })
    const { id } = await keyed.announcements.post({ text: 'Hello' })
    expect((await keyed.announcements.post({ text: 'Hello', from: undefined })).id).toBe(id)
  })
})
