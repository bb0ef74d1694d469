import { describe, expect, it } from 'vitest'
import type { Recording } from '../../electron/core/sandbox/recording.ts'
import { makeFolder, makeVendors, roomAt } from '../support/make-app.ts'
import { until } from '../support/until.ts'
import { folderArgs, useHeadless } from './run-headless.ts'
import { inTier } from '../support/tier.ts'

const run = useHeadless()
const tencentGifts = inTier({ fast: 300, long: 1_200 })
const zegoPresses = inTier({ fast: 300, long: 1_500 })

/** Returns how full the gift lane was from its first call to its last: 1 would be 200 calls a second throughout. */
function fillOf({ tencent: { gifts } }: Recording): number {
  const times = gifts.map(({ at }) => at)
  const seconds = (Math.max(...times) - Math.min(...times)) / 1_000
  return (gifts.length - 1) / 200 / seconds
}

const lane = (recording: Recording, name: string) => recording.lanes.find((each) => each.lane.startsWith(name))!

describe(`${tencentGifts} Tencent gifts and ${zegoPresses} ZEGO presses at once`, () => {
  it('all arrive exactly once, within the limits that the vendors measure', async () => {
    const vendors = await makeVendors()
    const host = run(folderArgs(makeFolder()))
    await host.api('PUT', '/room', { body: roomAt(vendors, { limits: { expireAfterMs: 0 } }) })
    const fire = (vendor: string) => host.api('POST', '/gifts', { body: { vendor, giftId: 'rose', count: 1 } })
    const accepted = await Promise.all([
      ...Array.from({ length: tencentGifts }, () => fire('tencent')),
      ...Array.from({ length: zegoPresses }, () => fire('zego')),
    ])
    expect(accepted.filter(({ status }) => status !== 202)).toEqual([])
    const ids = new Set<string>(accepted.map(({ json }) => json.id))
    expect(ids.size).toBe(tencentGifts + zegoPresses)

    const recording = await until(async () => {
      const { json } = await host.api('GET', '/status')
      if (json.lanes.some(({ queued }: { queued: number }) => queued > 0)) return null
      const seen = await vendors.recording()
      return seen.tencent.gifts.length + seen.zego.gifts.length >= ids.size ? seen : null
    })

    const states = new Map<string, string>()
    await until(async () => {
      for (let after: number | null = 0; after !== null;) {
        const { json } = await host.api('GET', `/sends?limit=1000&after=${after}`)
        for (const { id, state } of json.items) states.set(id, state)
        after = json.next
      }
      return [...states.values()].every((state) => state === 'delivered')
    })
    expect(new Set(states.keys())).toEqual(ids)

    expect(recording.tencent.gifts).toHaveLength(tencentGifts)
    expect(recording.zego.gifts.filter(({ applied }) => applied)).toHaveLength(zegoPresses)
    const msgIds = accepted.flatMap(({ json }) => (json.msgId ? [json.msgId as string] : []))
    expect(recording.zego.gifts.map(({ msgId }) => msgId).toSorted()).toEqual(msgIds.toSorted())
    expect(recording.malformed).toEqual([])
    const [tencent, zego] = [lane(recording, 'tencent send_gift'), lane(recording, 'zego SendDanmakuGifts')]
    expect(tencent).toMatchObject({ calls: tencentGifts, tooMany: 0 })
    expect(tencent.worstSecond).toBeLessThanOrEqual(200)
    expect(zego.tooMany).toBe(0)
    expect(zego.worstSecond).toBeLessThanOrEqual(20)
    // Printed, not asserted: on a busy machine the figure says more about the machine than about the lane.
    console.log(
      `The Tencent lane was ${(fillOf(recording) * 100).toFixed(1)} % full; worst seconds: Tencent ${tencent.worstSecond}, ` +
        `ZEGO ${zego.worstSecond}; ZEGO calls: ${zego.calls}.`,
    )
  })
})
