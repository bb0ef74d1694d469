import { eventIterator } from '@orpc/contract'
import * as z from 'zod'
import { call } from './call.ts'
import { readingSchema, roomTotalsSchema } from './counts.ts'
import { lastStopSchema, safetySchema } from './safety.ts'
import { receiptSchema } from './send.ts'
import { statusSchema } from './status.ts'

/** What the host keeps beside its sends; a page that shows it asks for it again when it has changed. */
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
])
export type Resource = z.infer<typeof resourceSchema>
export const allResources: readonly Resource[] = resourceSchema.options

/** Snapshot first, then changes. `seq` never falls within one stream; a send's is its own. */
const eventSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('snapshot'),
    seq: z.number(),
    status: statusSchema,
    readings: z.array(readingSchema),
    roomTotals: roomTotalsSchema.nullable(),
    stop: lastStopSchema.nullable(),
    /** Another one after an erase, and after a new start: receipts known from before that are not in `sends` may be gone. */
    history: z.string(),
    /** The newest receipts, ascending; older ones come from `sends.list`. */
    sends: z.array(receiptSchema),
  }),
  z.object({ kind: z.literal('send'), seq: z.number(), send: receiptSchema }),
  z.object({ kind: z.literal('reading'), seq: z.number(), reading: readingSchema }),
  z.object({ kind: z.literal('roomTotals'), seq: z.number(), roomTotals: roomTotalsSchema }),
  /** Connections and lanes, whenever they change and at most ten times a second. */
  z.object({ kind: z.literal('lanes'), seq: z.number(), status: statusSchema }),
  z.object({ kind: z.literal('changed'), seq: z.number(), what: resourceSchema }),
  /** What the last STOP met, whenever that changes. */
  z.object({ kind: z.literal('stop'), seq: z.number(), stop: lastStopSchema.nullable() }),
  z.object({ kind: z.literal('safety'), seq: z.number(), safety: safetySchema }),
])
export type GiftdeckEvent = z.infer<typeof eventSchema>

export const events = {
  watch: call('read')
    .route({ method: 'GET', path: '/events', summary: 'Everything live; Last-Event-ID resumes' })
    .output(eventIterator(eventSchema)),
}
