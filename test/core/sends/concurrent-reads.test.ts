import { describe, expect, it } from 'vitest'
import type { People } from '../../../shared/contract/people.ts'
import { roomAt } from '../../support/make-app.ts'
import { setupRoom } from './setup-room.ts'

const many = 500
const nobody: People = {
  viewers: [],
  sender: { mode: 'room', viewers: [] },
  receivers: { tencent: [], zego: [] },
  receiver: {},
}
const times = <T>(ask: (at: number) => Promise<T>, of = many) =>
  Promise.all(Array.from({ length: of }, (_, at) => ask(at)))

/** Runs `what` and returns a function that counts the calls of a name that reached the vendors in that time. */
async function callsDuring(setup: Awaited<ReturnType<typeof setupRoom>>, what: () => Promise<unknown>) {
  const before = (await setup.vendors.recording()).calls
  await what()
  const after = (await setup.vendors.recording()).calls
  return (call: string) => (after[call] ?? 0) - (before[call] ?? 0)
}

describe('500 requests for vendor data at once', () => {
  it('cause one or two reads of each receiver, beside the polls of the room itself', async () => {
    const setup = await setupRoom({ vendors: { more: { accounts: ['cohost'] } } })
    await setup.client.counts.setReceivers({ receivers: ['cohost'] })
    await setup.client.counts.refresh({})
    const startedAt = performance.now()
    const asked = await callsDuring(setup, () => times(() => setup.client.counts.refresh({})))
    // Each receiver is polled too, every two seconds.
    const polls = Math.ceil((performance.now() - startedAt) / 2_000) + 1
    expect(asked('get_gift_count')).toBeGreaterThan(0)
    expect(asked('get_gift_count')).toBeLessThanOrEqual(2 * (2 + polls))
  })

  it('do not give a later request a reading that is older than it', async () => {
    const setup = await setupRoom()
    await setup.client.counts.refresh({})
    const crowd = times(() => setup.client.counts.refresh({}))
    const { id } = await setup.rose({ count: 7 })
    await setup.ends(id)
    const { readings } = await setup.client.counts.refresh({})
    expect(readings[0]).toMatchObject({ totalCount: 7 })
    await crowd
  })

  it.each([
    ['the gift list', 'get_gift_info_list', (setup) => setup.client.gifts.list({ vendor: 'tencent' })],
    ['which accounts are known', 'account_check', (setup) => setup.client.people.check({ vendor: 'tencent' })],
  ] as [string, string, (setup: Awaited<ReturnType<typeof setupRoom>>) => Promise<unknown>][])(
    'share two reads of %s',
    async (_, call, ask) => {
      const setup = await setupRoom()
      await setup.client.people.set(nobody)
      const asked = await callsDuring(setup, () => times(() => ask(setup)))
      expect(asked(call)).toBeGreaterThanOrEqual(1)
      expect(asked(call)).toBeLessThanOrEqual(2)
    },
  )

  it('share the check of a room, step by step', async () => {
    const setup = await setupRoom()
    const steps = async () => {
      const seen: string[] = []
      for await (const { vendor, step, result } of await setup.client.room.check(roomAt(setup.vendors)))
        seen.push(`${vendor} ${step} ${result}`)
      return seen
    }
    const alone = await steps()
    const all: string[][] = []
    const asked = await callsDuring(setup, async () => all.push(...(await times(steps, 50))))
    expect(asked('get_room_info')).toBeLessThanOrEqual(2)
    for (const seen of all) expect(seen).toEqual(alone)
  })

  it('for the results of game gifts share fewer than 20 queries', async () => {
    const setup = await setupRoom()
    await setup.vendors.setFaults({ answerLost: { only: ['SendDanmakuGifts'] } })
    const pressed = await times(() => setup.game(), 60)
    await times((at) => setup.reaches(pressed[at]!.id, 'unknown', 'delivered'), 60)
    const asked = await callsDuring(setup, () => times((at) => setup.client.sends.check({ id: pressed[at % 60]!.id })))
    expect(asked('DescribeDanmakuMsgResults')).toBeLessThan(20)
    for (const { id } of pressed) await setup.ends(id)
    expect((await setup.vendors.recording()).zego.gifts).toHaveLength(60)
  })
})
