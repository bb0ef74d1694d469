import { zegoClient, type ZegoGift } from '../../../../electron/core/vendors/zego/client.ts'
import { keepingLog } from '../../../support/make-app.ts'
import { answer, fakeClock, fakeRandom, fakeVendor, newYear } from '../fakes.ts'

export const viewer = { userId: 'viewer1', nickname: 'Viewer One', avatar: 'https://example.com/a.png' }

export const rose = (msgId: string, more: Partial<ZegoGift> = {}): ZegoGift => ({
  msgId,
  giftId: 'rose',
  value: 10,
  num: 2,
  from: viewer,
  timestamp: newYear,
  ...more,
})

export const ok = (results?: unknown) => ({
  Code: 0,
  Message: 'success',
  RequestId: '1234567890123456789',
  Data: { Results: results },
})
export const fail = (code: number, date?: string) =>
  answer({ Code: code, Message: 'text of the vendor', RequestId: '9007199254740993123' }, { ...(date && { date }) })

/** `faults` replace the client's dependencies. */
export function makeZego(faults: Partial<Parameters<typeof zegoClient>[0]> = {}) {
  const vendor = fakeVendor()
  const clock = fakeClock()
  const secrets = { secret: () => Promise.resolve({ serverSecret: '00112233445566778899aabbccddeeff' }) }
  const client = zegoClient({
    connection: {
      origin: 'https://mini-game-api.zego.im',
      appId: 1_234_567_890,
      roomId: 'room-1',
      miniGameId: 'game-1',
    },
    secret: () => secrets.secret(),
    post: vendor.post,
    clock,
    log: keepingLog(),
    random: fakeRandom(),
    ...faults,
  })
  vendor.answers(answer(ok([])))
  const fire = (...gifts: ZegoGift[]) =>
    client.sendGifts(
      client.giftsCall(gifts),
      gifts.map((gift) => gift.msgId),
    )
  return { client, vendor, clock, secrets, fire }
}
