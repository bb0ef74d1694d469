import * as z from 'zod'
import { action } from './action.ts'
import { roomId, userInfo } from './shapes.ts'

export const sendDanmakuLikes = action({
  schema: z.strictObject({
    RoomId: roomId,
    MiniGameId: z.string(),
    LikeList: z.array(z.strictObject({ UserInfo: userInfo, Amount: z.int().min(1).optional() })).min(1),
  }),
  perSecond: (limits) => limits.zegoLikes,
  run({ context, games, body }) {
    const { record } = context
    for (const { UserInfo, Amount } of body.LikeList) {
      const applied = games.get(body.RoomId)?.joined.has(UserInfo.UserId) === true
      const like = { at: context.now(), roomId: body.RoomId, userId: UserInfo.UserId, amount: Amount ?? 1, applied }
      record.note(record.noted.zego.likes, like)
    }
    return { code: 0 }
  },
})
