import * as z from 'zod'
import { command, done, type LiveRoom, roomId } from './command.ts'
import { giftInfoList } from './send-gift.ts'
import { viewerAccounts } from '../world.ts'

const schema = z.strictObject({ RoomId: roomId })
const seconds = (ms: number) => Math.floor(ms / 1_000)

export const getRoomInfo = command({
  schema,
  perSecond: (limits) => limits.tencentCalls,
  tooMany: 60007,
  needsRoom: true,
  run: ({ room }) =>
    done({
      Response: {
        RoomInfo: {
          RoomId: room.id,
          RoomType: 'Live',
          RoomName: room.id,
          Owner_Account: room.owner,
          CreateTime: seconds(room.createdAt),
          IsMessageDisabled: false,
          IsPublicVisible: true,
          ViewCount: viewerAccounts.length,
          MaxMemberCount: 10_000,
        },
      },
    }),
})

function roomTotals({ receivers, messages }: LiveRoom) {
  const tallies = [...receivers.values()]
  const sum = (pick: (tally: (typeof tallies)[number]) => number) =>
    tallies.reduce((total, tally) => total + pick(tally), 0)
  return {
    TotalViewers: viewerAccounts.length,
    TotalGiftsSent: sum((tally) => tally.count),
    TotalGiftCoins: sum((tally) => tally.coins),
    TotalUniqueGiftSenders: new Set(tallies.flatMap((tally) => [...tally.senders])).size,
    TotalLikesReceived: 0,
    TotalMsgCount: messages,
  }
}

/** Served under two names: the documented `get_room_stats`, and `get_room_statistic`, which the vendor's console uses. */
export const getRoomStats = command({
  schema,
  perSecond: (limits) => limits.tencentRoomStats,
  tooMany: 60007,
  needsRoom: true,
  run: ({ room }) => done({ Response: roomTotals(room) }),
})

/** Reading the list counts as gift configuration, which is limited to one call a second. */
export const getGiftInfoList = command({
  schema: z.strictObject({ Language: z.enum(['en', 'zh-Hans', 'zh-Hant']).optional() }),
  perSecond: (limits) => limits.tencentConfiguration,
  tooMany: 100012,
  needsRoom: false,
  run: ({ context }) => done({ Response: giftInfoList(seconds(context.now())) }),
})
