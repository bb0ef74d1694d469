import type * as z from 'zod'
import type { Context } from '../context.ts'
import type { Games } from './games.ts'
import type { GiftDesk } from './gift-desk.ts'
import type { Limits } from '../limits.ts'

export type Outcome = { code: 0; data?: object } | { code: number; info: string; data?: never }

interface Asked<Body> {
  context: Context
  games: Games
  desk: GiftDesk
  body: Body
  flag: (reason: string) => void
}

export interface Action<Body extends object = object> {
  schema: z.ZodType<Body>
  perSecond: (limits: Limits) => number
  /** Starts where gateway, parameters, game and rate are settled. */
  run(asked: Asked<Body>): Outcome | Promise<Outcome>
}

/** Lets actions of different bodies stand in one table; the schema has checked the body before `run` sees it. */
export const action = <Body extends object>(each: Action<Body>): Action => each as unknown as Action
