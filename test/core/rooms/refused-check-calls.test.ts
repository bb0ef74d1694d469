import { describe, expect, it } from 'vitest'
import { setupRoom } from '../sends/setup-room.ts'
import { roomAt } from '../../support/make-app.ts'
import { checkOrder } from '../../../shared/domain/limits.ts'

type RoomSetup = Awaited<ReturnType<typeof setupRoom>>

/** Checks the room while one call of the vendor is refused with this code. Returns the steps of that vendor. */
async function checkWithRefusal({ client, vendors }: RoomSetup, code: number, vendor: 'tencent' | 'zego') {
  const only = [vendor === 'tencent' ? 'get_room_info' : 'DescribeDanmakuMsgResults']
  await vendors.setFaults({ refuse: { code, only } })
  const lines: { step: string; result: string; code?: number | undefined }[] = []
  for await (const step of await client.room.check(roomAt(vendors))) if (step.vendor === vendor) lines.push(step)
  return lines
}

describe('a refused call of the check', () => {
  const table = {
    tencent: {
      app: [60006, 60016, 60020, 60021, 70016, 70020, 100007, 100013],
      answer: [60002, 60007, 60008, 60009, 60011, 60018, 70202, 70500, 100001, 100012, 1, 79_999],
      signature: [60004, 60005, 70002, 70003, 70005, 70009, 70013, 70014],
      admin: [60010, 70051, 70107, 70114, 70206, 70403],
      room: [100002, 100004, 100006, 100018, 70402],
    },
    zego: {
      app: [100000001, 100000010],
      answer: [7, 206, 7202000, 7210001, 999, 100000015],
      signature: [7203001, 100000005],
      game: [7200004, 7202001, 7202002, 7202003, 7206001],
    },
  }
  it.each(
    Object.entries(table).flatMap(([vendor, steps]) =>
      Object.entries(steps).map(([step, codes]) => [vendor as 'tencent' | 'zego', step, codes] as const),
    ),
  )('of %s fails the step %s, and the later steps are skipped', async (vendor, step, codes) => {
    const setup = await setupRoom()
    for (const code of codes) {
      const lines = await checkWithRefusal(setup, code, vendor)
      expect(lines.filter(({ result }) => result === 'failed')).toEqual([expect.objectContaining({ step, code })])
      const failedAt = lines.findIndex(({ result }) => result === 'failed')
      expect(lines.slice(0, failedAt).every(({ result }) => result === 'passed')).toBe(true)
      expect(lines.slice(failedAt + 1).every(({ result }) => result === 'skipped')).toBe(true)
      const expected = [...checkOrder[vendor].shown, ...checkOrder[vendor].asked]
      expect(lines.map((line) => line.step).filter((each) => !['app', 'answer'].includes(each))).toEqual(expected)
    }
  })
})
