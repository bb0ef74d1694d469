import { fieldProblem } from '../domain/field-problems.ts'
import * as z from 'zod'
import { mostWatched as most } from '../domain/limits.ts'
import { call } from './call.ts'
import { readTroubleSchema, tencentUserId, vendorSchema } from './fields.ts'

const total = z.number().nullable()
const totals = { totalCount: total, totalCoins: total, senderCount: total }
const time = z.iso.datetime().nullable()
/** `advice` is empty where waiting is enough: readings are tried again by themselves. */
const trouble = readTroubleSchema.nullable()

/** One receiver's totals as last read. A missing value is null, never 0. */
export const readingSchema = z.object({
  vendor: vendorSchema,
  roomId: z.string(),
  /** ZEGO: everything delivered into the room counts, whoever the game gave it to. */
  receiver: z.string(),
  /** `receipts`: the vendor has no totals, so Giftdeck counts what it delivered; viewers' gifts are not in it. */
  source: z.enum(['vendor', 'receipts']),
  ...totals,
  sequence: z.number().nullable(),
  /** When the vendor answered; null before the first reading. */
  at: time,
  /** The reading that "this session" is counted from. */
  baseline: z.object({ ...totals, at: z.iso.datetime() }).nullable(),
  /** Since when the session counted before the last reset; null where there is nothing to undo. */
  earlierBaseline: time,
  /** No reading for three intervals. */
  stale: z.boolean(),
  /** Why it is stale, or why the last reading failed. */
  trouble,
  /** How much of totalCount since the baseline came from Giftdeck's delivered gifts. */
  fromGiftdeck: z.number(),
  /** How far the totals moved in the last minute of readings; null until enough of them are there. */
  perMinute: z.object({ gifts: total, coins: total }),
  /** How often it is read; null where nothing has to be asked for. */
  everyMs: z.number().nullable(),
})
export type Reading = z.infer<typeof readingSchema>

/** One reading of the session's chart; a missing value stays a gap. */
const sessionPointSchema = z.object({
  /** ms since 1970. */
  at: z.number(),
  gifts: total,
  coins: total,
  senders: total,
  /** Pieces from Giftdeck since the baseline of that time, and when that was. */
  ours: total,
  since: total,
})
export type SessionPoint = z.infer<typeof sessionPointSchema>

/** What the vendor tells of the whole room, whoever received. A missing value is null, never 0. */
export const roomTotalsSchema = z.object({
  vendor: vendorSchema,
  roomId: z.string(),
  ...totals,
  /** Everyone who has been there, not who is there now. */
  viewerCount: total,
  likeCount: total,
  messageCount: total,
  at: time,
  stale: z.boolean(),
  trouble,
})
export type RoomTotals = z.infer<typeof roomTotalsSchema>

/** Whose totals are read, the room's own receiver always first. */
const receiversSchema = z.strictObject({
  receivers: z
    .array(tencentUserId)
    .min(1, fieldProblem('oneReceiver'))
    .max(most, fieldProblem('max', { max: most })),
})

const readingsSchema = z.object({ readings: z.array(readingSchema) })

export const counts = {
  get: call('read').route({ method: 'GET', path: '/counts', summary: 'The last readings' }).output(readingsSchema),
  points: call('read')
    .route({ method: 'GET', path: '/counts/points', summary: 'How the counts of this session moved, for a chart' })
    .output(
      z.object({
        items: z.array(
          z.object({
            vendor: vendorSchema,
            roomId: z.string(),
            receiver: z.string(),
            /** At most 1,800, further apart the longer the session. */
            points: z.array(sessionPointSchema),
          }),
        ),
      }),
    ),
  refresh: call('read')
    .route({ method: 'POST', path: '/counts/refresh', summary: 'Wait for a fresh reading' })
    .output(readingsSchema),
  resetBaseline: call('fire')
    .route({ method: 'POST', path: '/counts/baseline', summary: 'Count this session from now' })
    .output(readingsSchema),
  undoBaseline: call('fire')
    .route({
      method: 'POST',
      path: '/counts/baseline/undo',
      summary: 'Count this session from where it counted before',
    })
    .output(readingsSchema),
  room: call('read')
    .route({ method: 'GET', path: '/counts/room', summary: 'Totals of the whole room' })
    .output(z.object({ room: roomTotalsSchema.nullable() })),
  receivers: call('read')
    .route({ method: 'GET', path: '/counts/receivers', summary: 'Whose totals are read' })
    .output(z.object({ receivers: z.array(z.string()) })),
  setReceivers: call('fire')
    .route({ method: 'PUT', path: '/counts/receivers', summary: 'Choose whose totals are read' })
    .input(receiversSchema)
    .output(z.object({ receivers: z.array(z.string()) })),
}
