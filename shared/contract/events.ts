import { eventIterator } from '@orpc/contract'
import * as z from 'zod'
import { call } from './call.ts'
import { readingSchema, roomTotalsSchema } from './counts.ts'
import { onAirSchema } from './on-air.ts'
import { lastStopSchema, safetySchema } from './safety.ts'
import { receiptSchema } from './send.ts'
import { statusSchema } from './status.ts'

/**
 * Data that the host stores besides sends. A `changed` event names the one that changed, and a page that shows it reads
 * it again.
 */
const resourceSchema = z.enum([
  'deck',
  'people',
  'rooms',
  'templates',
  'schedules',
  'upNext',
  'goals',
  'receivers',
  'sessions',
  'tokens',
  'pairings',
  'overlays',
  'obs',
  'preflight',
])
export type Resource = z.infer<typeof resourceSchema>
export const allResources: readonly Resource[] = resourceSchema.options

/**
 * A stream begins with a snapshot, followed by changes. `seq` never decreases within one stream; in a `send` event it
 * is the seq of the send.
 */
const eventSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('snapshot'),
    seq: z.number(),
    status: statusSchema,
    readings: z.array(readingSchema),
    roomTotals: roomTotalsSchema.nullable(),
    stop: lastStopSchema.nullable(),
    onAir: onAirSchema,
    /**
     * The id of the history. It changes after an erase and after a restart. If it has changed, receipts that a page has
     * from before and that are not in `sends` may have been erased.
     */
    history: z.string(),
    /** The newest receipts, ascending. Older ones are available by `sends.list`. */
    sends: z.array(receiptSchema),
  }),
  z.object({ kind: z.literal('send'), seq: z.number(), send: receiptSchema }),
  z.object({ kind: z.literal('reading'), seq: z.number(), reading: readingSchema }),
  z.object({ kind: z.literal('roomTotals'), seq: z.number(), roomTotals: roomTotalsSchema }),
  /** Changes of connections and lanes, at most five times a second. */
  z.object({ kind: z.literal('lanes'), seq: z.number(), status: statusSchema }),
  z.object({ kind: z.literal('changed'), seq: z.number(), what: resourceSchema }),
  /** The result of the last STOP, sent whenever it changes. */
  z.object({ kind: z.literal('stop'), seq: z.number(), stop: lastStopSchema.nullable() }),
  z.object({ kind: z.literal('onAir'), seq: z.number(), onAir: onAirSchema }),
  z.object({ kind: z.literal('safety'), seq: z.number(), safety: safetySchema }),
])
export type GiftdeckEvent = z.infer<typeof eventSchema>

export const events = {
  watch: call('read')
    .route({ method: 'GET', path: '/events', summary: 'Everything live; Last-Event-ID resumes' })
    .output(eventIterator(eventSchema)),
}
