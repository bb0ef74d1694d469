import * as z from 'zod'
import { action } from './action.ts'
import { avatar, nickname, roomId, sex, userId } from './shapes.ts'

/** A new code ends a running game: everyone has to join again. */
export const describeGameLaunchCode = action({
  schema: z.strictObject({
    RoomId: roomId,
    MiniGameId: z.string(),
    AnchorId: userId,
    Nickname: nickname,
    Avatar: avatar,
    Sex: sex.optional(),
  }),
  perSecond: (limits) => limits.zegoCalls,
  run({ context, games, body }) {
    const running = games.get(body.RoomId)
    if (running !== undefined && running.anchorId !== body.AnchorId) {
      return { code: 7206004, info: 'another host holds the room' }
    }
    games.set(body.RoomId, { anchorId: body.AnchorId, joined: new Set() })
    const code = context.random.whole(10_000_000, 99_999_999)
    const asNumber = context.faults.strikes('launchCodeAsNumber', 'DescribeGameLaunchCode') !== null
    return { code: 0, data: { GameLaunchCode: asNumber ? code : String(code) } }
  },
})
