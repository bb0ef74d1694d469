import * as z from 'zod'
import { call } from './call.ts'
import { environmentSchema } from './fields.ts'
import { sendStateSchema } from './send.ts'

/** One run of the program in one room, with what was sent in it. */
const sessionSchema = z.object({
  id: z.string(),
  room: z.string(),
  environment: environmentSchema,
  startedAt: z.iso.datetime(),
  /** Null while it goes on. After a crash: the last press, which is the last thing known. */
  endedAt: z.iso.datetime().nullable(),
  /** The one that presses go to now. */
  current: z.boolean(),
  sends: z.number(),
  gifts: z.number(),
  announcements: z.number(),
  /** How many sends stand in each state; a state that none stands in is absent. */
  states: z.partialRecord(sendStateSchema, z.number()),
  /** What arrived. */
  delivered: z.object({
    /** Tencent's Count, ZEGO's Num times Value. */
    pieces: z.number(),
    /** By the prices on the deck's keys at the press; null where none was known. */
    coins: z.number().nullable(),
    /** Delivered gifts without a known price, so that `coins` is a least. */
    unpriced: z.number(),
    announcements: z.number(),
  }),
})
export type SessionSummary = z.infer<typeof sessionSchema>

export const sessions = {
  list: call('read')
    .route({ method: 'GET', path: '/sessions', summary: 'Runs of the program by room, with totals, newest first' })
    .input(z.strictObject({ limit: z.coerce.number().int().min(1).max(1_000).default(100) }).prefault({}))
    .output(z.object({ items: z.array(sessionSchema) })),
}
