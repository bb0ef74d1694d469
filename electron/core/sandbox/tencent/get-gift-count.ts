import * as z from 'zod'
import { account, roomId } from './fields.ts'
import { command, done } from './command.ts'

/** `From_Account` is the receiver, whatever its name says. */
export const getGiftCount = command({
  schema: z.strictObject({ RoomId: roomId, From_Account: account }),
  perSecond: (limits) => limits.tencentCalls,
  tooMany: 60007,
  needsRoom: true,
  run({ context, rooms, room, body }) {
    const { count, coins, senders, sequence } = rooms.tallyOf(room, body.From_Account)
    const totals = { TotalCount: count, TotalCoins: coins, GiftSenderCount: senders.size, Sequence: sequence }
    return done(context.faults.strikes('totalsFlat', 'get_gift_count') === null ? { Response: totals } : totals)
  },
})
