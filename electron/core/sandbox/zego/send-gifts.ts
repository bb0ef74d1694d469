import * as z from 'zod'
import { action } from './action.ts'
import { gift, roomId } from './shapes.ts'
import { twistRows } from './twist-rows.ts'

const call = 'SendDanmakuGifts'

export const sendDanmakuGifts = action({
  schema: z.strictObject({ RoomId: roomId, MiniGameId: z.string(), GiftList: z.array(gift).min(1) }),
  perSecond: (limits) => limits.zegoCalls,
  async run({ context, games, desk, body, flag }) {
    const { faults } = context
    if (faults.strikes('gameStopped', call) !== null) return { code: 7206001, info: 'the game is not started' }
    const ofThese = faults.peek().spoiledGift?.giftIds
    if (body.GiftList.some(({ GiftInfo }) => ofThese?.includes(GiftInfo.GiftId))) {
      const spoiled = faults.strikes('spoiledGift', call)
      if (spoiled !== null) return { code: spoiled.code ?? 7200004, info: 'a parameter is not valid' }
    }
    if (faults.strikes('viewersLeave', call) !== null) games.get(body.RoomId)?.joined.clear()
    const ids = body.GiftList.map(({ MsgId }) => MsgId)
    if (new Set(ids).size !== ids.length) flag('a MsgId comes twice in one batch')
    const rows = await desk.send(body.RoomId, body.GiftList)
    return { code: 0, data: { Results: twistRows(context, call, rows) } }
  },
})
