import type * as z from 'zod'
import type { Context } from '../context.ts'
import type { Limits } from '../limits.ts'
import type { LiveRoom, Rooms } from './rooms.ts'

export type Outcome = { code: 0; fields: object } | { code: number; info: string; fields?: never }
export const done = (fields: object = {}): Outcome => ({ code: 0, fields })
export const refused = (code: number, info: string): Outcome => ({ code, info })

/** One request that passed every common check. */
interface Asked<Body> {
  context: Context
  rooms: Rooms
  /** Every account that was ever imported. */
  accounts: Set<string>
  room: LiveRoom
  body: Body
  requestId: string
}

/** What the vendor knows about one command. `run` starts where the common checks end. */
export interface Command<Body extends object = object> {
  schema: z.ZodType<Body>
  perSecond: (limits: Limits) => number
  tooMany: 60007 | 100012
  /** Gift configuration belongs to the app, not to a room. */
  needsRoom: boolean
  /** Which service answers it; Live's own where left out. */
  service?: 'im_open_login_svc'
  run(asked: Asked<Body>): Outcome | Promise<Outcome>
}

/** Lets commands of different bodies stand in one table; the schema has checked the body before `run` sees it. */
export const command = <Body extends object>(each: Command<Body>): Command => each as unknown as Command
