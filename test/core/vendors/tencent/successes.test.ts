import { describe, expect, it } from 'vitest'
import { answer } from '../fakes.ts'
import { makeTencent, ok, rose } from './make-tencent.ts'

describe('posting an announcement', () => {
  const post = async (response: object) => {
    const { client, vendor } = makeTencent()
    vendor.answers(answer(ok(response)))
    return client.send(client.textCall({ text: 'hello', from: 'host_001' }))
  }

  it('is delivered with its number in the room', async () => {
    expect(await post({ Response: { MsgTime: 1, MsgSeq: 7, MsgDropReason: '' } })).toEqual({
      state: 'delivered',
      msgSeq: 7,
      requestId: 'Id-1-O-Seq-1',
    })
  })

  it('is also delivered when the answer is flat', async () => {
    expect(await post({ MsgSeq: '8' })).toMatchObject({ state: 'delivered', msgSeq: 8 })
  })

  it('is dropped, not delivered, when a success names a drop reason', async () => {
    expect(await post({ Response: { MsgSeq: 9, MsgDropReason: 'MsgFreqCtrl' } })).toMatchObject({
      state: 'dropped',
      reason: 'drop-frequency',
      vendorText: 'MsgFreqCtrl',
    })
    expect(await post({ MsgDropReason: 'Other' })).toMatchObject({ state: 'dropped', reason: 'drop-other' })
  })

  it('is unknown when the drop reason cannot be read', async () => {
    expect(await post({ Response: { MsgDropReason: 5 } })).toMatchObject({ state: 'unknown' })
  })
})

describe('a success that contradicts itself', () => {
  it('is unknown', async () => {
    const { client, vendor } = makeTencent()
    vendor.answers(answer(ok({ ActionStatus: 'FAIL' })))
    expect(await client.send(client.giftCall(rose))).toMatchObject({ state: 'unknown', reason: 'answer-unreadable' })
  })
})
