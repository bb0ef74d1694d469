import { describe, expect, it } from 'vitest'
import { setupRoom } from './setup-room.ts'
import { until } from '../../support/until.ts'

describe('a Tencent gift whose answer is lost', () => {
  it.each(['answerLost', 'resetAfter', 'http500After', 'truncated', 'html'] as const)(
    'stays unknown and is never sent again (%s)',
    async (fault) => {
      const { vendors, client, rose, reaches, ends } = await setupRoom()
      await vendors.setFaults({ [fault]: { times: 1, only: ['send_gift'] } })
      const { id } = await rose()
      expect(await reaches(id, 'unknown')).toMatchObject({ attempts: 1 })
      // Later presses are sent, while this gift is not sent again.
      const later = await Promise.all([rose(), rose()])
      for (const each of later) expect(await ends(each.id)).toMatchObject({ state: 'delivered' })
      await client.sends.check({ id })
      expect(await client.sends.get({ id })).toMatchObject({ state: 'unknown', attempts: 1 })
      const recording = await vendors.recording()
      expect(recording.tencent.gifts).toHaveLength(3)
      expect(recording.calls['send_gift']).toBe(3)
    },
  )

  it('is also unknown if the vendor answers with its own time-out (60008)', async () => {
    const { vendors, rose, reaches } = await setupRoom()
    await vendors.setFaults({ refuseAfter: { code: 60008, times: 1, only: ['send_gift'] } })
    const { id } = await rose()
    expect(await reaches(id, 'unknown')).toMatchObject({ code: 60008 })
    expect((await vendors.recording()).tencent.gifts).toHaveLength(1)
  })
})

describe('a ZEGO gift whose answer is lost', () => {
  it.each(['answerLost', 'resetAfter', 'http500After', 'missingRow'] as const)(
    'is reconciled by a query, with exactly one effect (%s)',
    async (fault) => {
      const { vendors, game, reaches, ends } = await setupRoom()
      await vendors.setFaults({ [fault]: { times: 1, only: ['SendDanmakuGifts'] } })
      const { id, msgId } = await game()
      await reaches(id, 'unknown', 'delivered')
      expect(await ends(id)).toMatchObject({ state: 'delivered', attempts: 1 })
      const recording = await vendors.recording()
      expect(recording.zego.gifts).toMatchObject([{ msgId, applied: true }])
      expect(recording.calls['SendDanmakuGifts']).toBe(1)
    },
  )

  it('is sent again with the same MsgId if the game never got it', async () => {
    const { vendors, game, ends } = await setupRoom()
    await vendors.setFaults({ http502: { times: 1, only: ['SendDanmakuGifts'] } })
    const { id, msgId } = await game()
    expect(await ends(id)).toMatchObject({ state: 'delivered', attempts: 2, msgId })
    const recording = await vendors.recording()
    expect(recording.zego.gifts).toMatchObject([{ msgId, applied: true }])
    expect(recording.calls['SendDanmakuGifts']).toBe(2)
  })

  it('is not sent again after STOP', async () => {
    const { vendors, client, game, reaches } = await setupRoom()
    await vendors.setFaults({ http502: { times: 1, only: ['SendDanmakuGifts'] } })
    const { id } = await game()
    await reaches(id, 'unknown')
    await client.safety.stop({})
    await until(async () => (await client.sends.get({ id })).reason === 'msgid-not-consumed')
    expect(await client.sends.get({ id })).toMatchObject({ state: 'unknown', attempts: 1 })
    expect((await vendors.recording()).zego.gifts).toEqual([])
  })
})
