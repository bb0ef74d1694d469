import * as z from 'zod'
import type { Context } from '../context.ts'
import type { Games, GiftProcessor } from './gift-processor.ts'
import type { Limits } from '../limits.ts'
import { avatar, nickname, roomId, sex, userId } from './schemas.ts'

export type Outcome = { code: 0; data?: object } | { code: number; info: string; data?: never }

interface ActionInput<Body> {
  context: Context
  games: Games
  giftProcessor: GiftProcessor
  body: Body
  flag: (reason: string) => void
}

export interface Action<Body extends object = object> {
  schema: z.ZodType<Body>
  perSecond: (limits: Limits) => number
  /** Called after gateway, parameters, game and rate were checked. */
  run(input: ActionInput<Body>): Outcome | Promise<Outcome>
}

/** Erases the body's type, so that all actions fit into one table. The schema checks the body before `run` is called. */
export const action = <Body extends object>(each: Action<Body>): Action => each as unknown as Action

/** A new launch code ends the running game, so every viewer must join again. */
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
    const asNumber = context.faults.trigger('launchCodeAsNumber', 'DescribeGameLaunchCode') !== null
    return { code: 0, data: { GameLaunchCode: asNumber ? code : String(code) } }
  },
})
