import * as z from 'zod'
import { action } from './action.ts'
import { msgId, roomId } from './shapes.ts'
import { twistRows } from './twist-rows.ts'

/** Silent about an id that was never consumed, and about one still in process. */
export const describeDanmakuMsgResults = action({
  schema: z.strictObject({
    RoomId: roomId,
    MiniGameId: z.string(),
    MsgIdList: z.array(msgId).min(1),
    Duration: z.int().min(1).max(90).optional(),
  }),
  perSecond: (limits) => limits.zegoCalls,
  run({ context, desk, body }) {
    const rows = desk.results(body.RoomId, body.MsgIdList, body.Duration ?? 30)
    return { code: 0, data: { Results: twistRows(context, 'DescribeDanmakuMsgResults', rows) } }
  },
})
