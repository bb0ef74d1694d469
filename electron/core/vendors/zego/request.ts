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
  /** When it first left, ms. */
  timestamp: number
}

export interface ZegoRoom {
  roomId: string
  miniGameId: string
}

/** No maximum is documented for either list; both are Giftdeck's own. A room sets how many gifts it merges. */
const largestBatch = 500
export const largestQuery = 50

const room = z.object({ RoomId: zegoRoomId, MiniGameId: z.string().min(1) })
/** Thirteen digits: from September 2001 to November 2286. */
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
 * "Send gifts" (MiniGame server API). Throws on a gift the vendor would not take: features validate what a host typed,
 * so a bad one here is a fault of ours.
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

/** How far back the vendor looks by itself, and at most. */
const usualDays = 30
const mostDays = 90

/** "Check results" (MiniGame server API). `ageMs` is that of the oldest gift; `Duration`, in days, is sent where it needs more. */
export const describeDanmakuMsgResults = (target: ZegoRoom, msgIds: readonly string[], ageMs: number) => {
  const days = Math.min(mostDays, Math.ceil(ageMs / dayMs))
  return call('DescribeDanmakuMsgResults', target, {
    MsgIdList: msgIdList.parse(msgIds),
    ...(days > usualDays && { Duration: days }),
  })
}

/** "Send comments" (MiniGame server API): how a viewer joins the running game. Unagreed contents are dropped silently. */
export const sendDanmakuComments = (target: ZegoRoom, viewer: ZegoViewer, comment: string) =>
  call('SendDanmakuComments', target, {
    CommentList: [{ UserInfo: userInfo(zegoViewerSchema.parse(viewer)), Content: comment }],
  })

// The English table types Sex as String, the Chinese one and every sample as Number.
const userInfo = (viewer: ZegoViewer) => ({
  UserId: viewer.userId,
  Nickname: viewer.nickname,
  Avatar: viewer.avatar,
  ...(viewer.sex !== undefined && { Sex: viewer.sex }),
})
