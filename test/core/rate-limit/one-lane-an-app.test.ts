import { describe, expect, it } from 'vitest'
import { tencentLimits } from '../../../electron/core/vendors/tencent/operations.ts'
import { zegoLimits } from '../../../electron/core/vendors/zego/operations.ts'
import { roomTotalsNames } from '../../../electron/core/vendors/tencent/request.ts'
import { documentedHosts } from '../../../renderer/features/rooms/ConnectionStep.tsx'
import { makeFakeClock } from '../../support/fake-clock.ts'
import { roomAt } from '../../support/make-app.ts'
import { setupRoom } from '../sends/setup-room.ts'

const tencentKeys = (host: string) => {
  const { roomTotals, signIn, ...limits } = tencentLimits(
    { origin: `https://${host}`, sdkAppId: 1_400_000_001, identifier: 'administrator', roomId: 'stage' },
    200,
  )
  return [...Object.values(limits), ...roomTotalsNames.map(roomTotals)].map(({ key }) => key).concat(signIn)
}
const zegoKeys = (host: string) =>
  Object.values(
    zegoLimits({ origin: `https://${host}`, appId: 1_234_567_890, roomId: 'stage', miniGameId: 'game' }, 20),
  ).map(({ key }) => key)

describe('one app under several host names', () => {
  it.each(documentedHosts.tencent.map(({ host }) => host))('has one lane for each call at Tencent: %s', (host) => {
    expect(tencentKeys(host)).toEqual(tencentKeys(documentedHosts.tencent[0].host))
    expect(new Set(tencentKeys(host)).size).toBe(tencentKeys(host).length)
  })

  it.each(documentedHosts.zego.map(({ host }) => host))('has one lane for each action at ZEGO: %s', (host) => {
    expect(zegoKeys(host)).toEqual(zegoKeys(documentedHosts.zego[0].host))
    expect(new Set(zegoKeys(host)).size).toBe(zegoKeys(host).length)
  })

  it('still counts its calls when the room is switched to another host name', async () => {
    const { client, vendors, rose, game, ends } = await setupRoom({ ports: { clock: makeFakeClock(Date.now()) } })
    await Promise.all([rose(), game()].map(async (press) => ends((await press).id)))
    const otherName = vendors.world.origin.replace('127.0.0.1', 'localhost')
    const at = roomAt(vendors)
    const used = async () =>
      (await client.status.get({})).lanes
        .filter(({ api }) => ['send_gift', 'SendDanmakuGifts'].includes(api))
        .map((lane) => lane.used)
    expect(await used()).toEqual([1, 1])
    await client.room.set({
      ...at,
      tencent: { ...at.tencent!, host: otherName },
      zego: { ...at.zego!, host: otherName },
    })
    expect(await used()).toEqual([1, 1])
  })
})
