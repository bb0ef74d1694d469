import * as z from 'zod'
import { call } from './call.ts'
import { environmentSchema } from './fields.ts'
import { showSchema } from './on-air.ts'
import { sendStateSchema } from './send.ts'

/** One run of the program in one room, with totals of what was sent in it. */
const sessionSchema = z.object({
  id: z.string(),
  room: z.string(),
  environment: environmentSchema,
  startedAt: z.iso.datetime(),
  /** Null while the session runs. After a crash: the time of the last press, because nothing later is recorded. */
  endedAt: z.iso.datetime().nullable(),
  /** True for the session that new presses belong to. */
  current: z.boolean(),
  sends: z.number(),
  gifts: z.number(),
  announcements: z.number(),
  /** The number of sends in each state; a state without sends is absent. */
  states: z.partialRecord(sendStateSchema, z.number()),
  /** The shows that ended in it, oldest first. */
  shows: z.array(showSchema),
  /** Totals of the delivered sends. */
  delivered: z.object({
    /** Tencent's Count, ZEGO's Num times Value. */
    pieces: z.number(),
    /** From the prices of the deck's keys at the time of the press; null if no price was known. */
    coins: z.number().nullable(),
    /** The number of delivered gifts without a known price. If it is not 0, `coins` is a lower bound. */
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
