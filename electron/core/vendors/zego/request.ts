import { dayMs } from '../../../../shared/domain/time.ts'
import * as z from 'zod'
import {
  giftCount,
  wholeNumber,
  zegoGiftId,
  zegoMsgId,
  zegoRoomId,
  zegoViewerSchema,
  type ZegoViewer,
} from '../../../../shared/contract/fields.ts'
import type { Call } from '../vendor.ts'

export interface ZegoGift {
  msgId: string
  giftId: string
  value: number
  num: number
  from: ZegoViewer
  to?: string
  /** Time of the first attempt, in ms. */
  timestamp: number
}

export interface ZegoRoom {
  roomId: string
  miniGameId: string
}

/** Giftdeck's own bounds, because the vendor documents none. The size of a batch is a setting of the room. */
const largestBatch = 500
export const largestQuery = 50

const room = z.object({ RoomId: zegoRoomId, MiniGameId: z.string().min(1) })
/** In ms, with thirteen digits: September 2001 to November 2286. */
const giftTime = wholeNumber(1_000_000_000_000, 9_999_999_999_999)
export const isGiftTime = (ms: number) => giftTime.safeParse(ms).success

const gift = z.object({
  msgId: zegoMsgId,
  giftId: zegoGiftId,
  value: wholeNumber(1, Number.MAX_SAFE_INTEGER),
  num: giftCount,
  from: zegoViewerSchema,
  to: z.string().min(1).optional(),
  timestamp: giftTime,
})
const distinct = (ids: readonly string[]) => new Set(ids).size === ids.length
const gifts = z
  .array(gift)
  .min(1)
  .max(largestBatch)
  .refine((all) => distinct(all.map((one) => one.msgId)), 'a MsgId is in the batch twice')
const msgIdList = z.array(zegoMsgId).min(1).max(largestQuery)

const call = (api: string, target: ZegoRoom, members: object): Call => ({
  vendor: 'zego',
  api,
  body: JSON.stringify({ ...room.parse({ RoomId: target.roomId, MiniGameId: target.miniGameId }), ...members }),
})

/**
 * "Send gifts" (MiniGame server API). Throws on an invalid gift. The host's input is validated earlier, so an invalid
 * gift here is a bug.
 */
export const sendDanmakuGifts = (target: ZegoRoom, batch: readonly ZegoGift[]) =>
  call('SendDanmakuGifts', target, {
    GiftList: gifts.parse(batch).map((one) => ({
      UserInfo: userInfo(one.from),
      GiftInfo: { GiftId: one.giftId, Value: one.value, Num: one.num },
      ...(one.to !== undefined && { ReceiverId: one.to }),
      Timestamp: one.timestamp,
      MsgId: one.msgId,
    })),
  })

/** How far back the vendor searches by default, and at most. */
const usualDays = 30
const mostDays = 90

/** "Check results" (MiniGame server API). `ageMs` is the age of the oldest gift. `Duration` is in days, if not the default. */
export const describeDanmakuMsgResults = (target: ZegoRoom, msgIds: readonly string[], ageMs: number) => {
  const days = Math.min(mostDays, Math.ceil(ageMs / dayMs))
  return call('DescribeDanmakuMsgResults', target, {
    MsgIdList: msgIdList.parse(msgIds),
    ...(days > usualDays && { Duration: days }),
  })
}

/** "Send comments" (MiniGame server API): makes a viewer join the running game. Other texts are dropped silently. */
export const sendDanmakuComments = (target: ZegoRoom, viewer: ZegoViewer, comment: string) =>
  call('SendDanmakuComments', target, {
    CommentList: [{ UserInfo: userInfo(zegoViewerSchema.parse(viewer)), Content: comment }],
  })

// The English documentation types Sex as String, the Chinese one and every sample as Number.
const userInfo = (viewer: ZegoViewer) => ({
  UserId: viewer.userId,
  Nickname: viewer.nickname,
  Avatar: viewer.avatar,
  ...(viewer.sex !== undefined && { Sex: viewer.sex }),
})
