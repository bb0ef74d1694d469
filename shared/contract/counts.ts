import { fieldProblem } from '../domain/field-problems.ts'
import * as z from 'zod'
import { mostWatched as most } from '../domain/limits.ts'
import { call } from './call.ts'
import { readTroubleSchema, tencentUserId, vendorSchema } from './fields.ts'

const total = z.number().nullable()
const totals = { totalCount: total, totalCoins: total, senderCount: total }
const time = z.iso.datetime().nullable()
/** Why a reading failed; `advice` is empty if waiting is enough, because readings are retried automatically. */
const trouble = readTroubleSchema.nullable()

/** One receiver's totals as last read. A missing value is null, never 0. */
export const readingSchema = z.object({
  vendor: vendorSchema,
  roomId: z.string(),
  /** For ZEGO all gifts delivered into the room count, whichever receiver the game assigned. */
  receiver: z.string(),
  /**
   * `receipts`: the vendor has no totals, so Giftdeck counts its own delivered gifts. Gifts of real viewers are not
   * included.
   */
  source: z.enum(['vendor', 'receipts']),
  ...totals,
  sequence: z.number().nullable(),
  /** When the vendor answered; null before the first reading. */
  at: time,
  /** The reading that counts of this session start from. */
  baseline: z.object({ ...totals, at: z.iso.datetime() }).nullable(),
  /** The time of the baseline before the last reset; null if there is no reset to undo. */
  earlierBaseline: time,
  /** True if there was no reading for three intervals. */
  stale: z.boolean(),
  /** Why the reading is stale, or why the last attempt failed. */
  trouble,
  /** The part of totalCount since the baseline that Giftdeck delivered. */
  fromGiftdeck: z.number(),
  /** The part of it that was delivered before the last reading was requested, so the totals include it. */
  fromGiftdeckInTotal: z.number(),
  /** The change of the totals over the last minute of readings; null until there is a minute of them. */
  perMinute: z.object({ gifts: total, coins: total }),
  /** The interval of readings; null if the vendor is not queried. */
  everyMs: z.number().nullable(),
})
export type Reading = z.infer<typeof readingSchema>

/** One reading in the chart of the session. A missing value is a gap in the chart. */
const sessionPointSchema = z.object({
  /** Milliseconds since 1970. */
  at: z.number(),
  gifts: total,
  coins: total,
  senders: total,
  /** The part that Giftdeck delivered since the baseline that was valid then, and the time of that baseline. */
  ours: total,
  since: total,
})
export type SessionPoint = z.infer<typeof sessionPointSchema>

/** The totals of the whole room, for all receivers. A missing value is null, never 0. */
export const roomTotalsSchema = z.object({
  vendor: vendorSchema,
  roomId: z.string(),
  ...totals,
  /** All viewers so far, not only those present now. */
  viewerCount: total,
  likeCount: total,
  messageCount: total,
  at: time,
  stale: z.boolean(),
  trouble,
})
export type RoomTotals = z.infer<typeof roomTotalsSchema>

/** The receivers whose totals are read. The receiver of the room's settings always comes first. */
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
            /** At most 1,800 points; in a longer session they are further apart. */
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
