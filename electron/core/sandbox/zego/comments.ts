import * as z from 'zod'
import { action } from './action.ts'
import { joinComment } from './games.ts'
import { roomId, userInfo } from './shapes.ts'

/** Only agreed comments act; the others, and those for no room, are dropped without a word. */
export const sendDanmakuComments = action({
  schema: z.strictObject({
    RoomId: roomId,
    MiniGameId: z.string(),
    CommentList: z.array(z.strictObject({ UserInfo: userInfo, Content: z.string().min(1) })).min(1),
  }),
  perSecond: (limits) => limits.zegoComments,
  run({ context, games, body }) {
    const { record } = context
    const game = games.get(body.RoomId)
    for (const { UserInfo, Content: content } of body.CommentList) {
      const joined = game !== undefined && content === joinComment
      if (joined) game.joined.add(UserInfo.UserId)
      const comment = { at: context.now(), roomId: body.RoomId, userId: UserInfo.UserId, content, joined }
      record.note(record.noted.zego.comments, comment)
    }
    return { code: 0 }
  },
})
