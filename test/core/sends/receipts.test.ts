import { describe, expect, it } from 'vitest'
import { setupRoom, refusal } from './setup-room.ts'

describe('the receipt of a gift', () => {
  it('is refused with the vendor’s code and RequestId if the gift does not exist', async () => {
    const { vendors, rose, ends } = await setupRoom()
    const { id } = await rose({ giftId: 'no-such-gift' })
    const receipt = await ends(id)
    expect(receipt).toMatchObject({ state: 'refused', code: 102002, reason: 'gift-unknown', attempts: 1 })
    expect(receipt.requestId).toMatch(/^Id-/)
    expect(receipt.advice).not.toBe('')
    const recording = await vendors.recording()
    expect(recording.tencent.gifts).toEqual([])
    expect(recording.malformed).toEqual([])
  })

  it('is delivered by the game with the MsgId in the answer to the press', async () => {
    const { vendors, game, ends } = await setupRoom()
    const accepted = await game({ giftId: 'rocket', value: 10, count: 3 })
    expect(await ends(accepted.id)).toMatchObject({ state: 'delivered', msgId: accepted.msgId })
    const recording = await vendors.recording()
    expect(recording.zego.gifts).toMatchObject([
      { msgId: accepted.msgId, giftId: 'rocket', value: 10, num: 3, applied: true },
    ])
    expect(recording.zego.comments).toMatchObject([{ content: '1', joined: true }])
    expect(recording.malformed).toEqual([])
  })

  it('is refused by the game if the Value was not agreed', async () => {
    const { vendors, game, ends } = await setupRoom()
    const { id } = await game({ giftId: 'rose', value: 7 })
    expect(await ends(id)).toMatchObject({ state: 'refused', code: 10004, reason: 'gift-not-agreed' })
    expect((await vendors.recording()).zego.gifts).toMatchObject([{ value: 7, applied: false }])
  })

  it('is separate for each gift of a merged call, with its own result', async () => {
    const { game, ends } = await setupRoom()
    const pressed = await Promise.all([1, 7, 10, 66, 8].map((value) => game({ value })))
    const receipts = await Promise.all(pressed.map(({ id }) => ends(id)))
    expect(receipts.map(({ state }) => state)).toEqual(['delivered', 'refused', 'delivered', 'delivered', 'refused'])
  })

  it("waits while the game processes the gift, and ends with the game's result", async () => {
    const { vendors, game, reaches, ends } = await setupRoom()
    await vendors.setFaults({ stillProcessing: { tries: 2, times: 1 } })
    const good = await game()
    await reaches(good.id, 'processing', 'delivered')
    expect(await ends(good.id)).toMatchObject({ state: 'delivered', attempts: 1 })
    await vendors.setFaults({ stillProcessing: { tries: 2, times: 1, end: 10005 } })
    const bad = await game()
    expect(await ends(bad.id)).toMatchObject({ state: 'refused', code: 10005 })
    expect((await vendors.recording()).zego.gifts.filter(({ applied }) => applied)).toHaveLength(1)
  })
})

describe('the receipt of an announcement', () => {
  it('is delivered with its number in the room', async () => {
    const { vendors, client, ends } = await setupRoom()
    const { id } = await client.announcements.post({ text: 'Good evening', extensionInfo: { colour: 'red' } })
    expect(await ends(id)).toMatchObject({ state: 'delivered', msgSeq: 1 })
    expect((await vendors.recording()).tencent.messages).toMatchObject([
      { text: 'Good evening', extensionInfo: '{"colour":"red"}', sender: 'host', shown: true },
    ])
  })

  it('is dropped, not delivered, if the vendor withheld it from the viewers', async () => {
    const { vendors, post, ends } = await setupRoom()
    await vendors.setFaults({ dropMessages: {} })
    const { id } = await post('Too much talk')
    expect(await ends(id)).toMatchObject({ state: 'dropped', reason: 'drop-frequency', vendorText: 'MsgFreqCtrl' })
    expect((await vendors.recording()).tencent.messages).toMatchObject([{ shown: false }])
  })

  it('is refused with the reason that the sender is muted', async () => {
    const { vendors, post, ends } = await setupRoom()
    await vendors.setFaults({ mutedSenders: ['host'] })
    const { id } = await post('Hello?')
    expect(await ends(id)).toMatchObject({ state: 'refused', code: 100601, reason: 'sender-muted' })
  })

  it('is not created for a text over 12,288 bytes', async () => {
    const { vendors, client, post, ends } = await setupRoom()
    expect(await refusal(post('あ'.repeat(4_097)))).toMatchObject({ code: 'BAD_REQUEST' })
    expect((await client.sends.list({})).items).toEqual([])
    const { id } = await post('あ'.repeat(4_096))
    expect(await ends(id)).toMatchObject({ state: 'delivered' })
    expect((await vendors.recording()).calls['send_text_msg']).toBe(1)
  })
})
