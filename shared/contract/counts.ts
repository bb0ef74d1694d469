import * as z from 'zod'
import { call } from './call.ts'
import { vendorSchema } from './fields.ts'

const totals = {
  totalCount: z.number().nullable(),
  totalCoins: z.number().nullable(),
  senderCount: z.number().nullable(),
}

/** One receiver's totals as last read. A missing value is null, never 0. */
export const readingSchema = z.object({
  vendor: vendorSchema,
  roomId: z.string(),
  receiver: z.string(),
  ...totals,
  sequence: z.number().nullable(),
  /** When the vendor answered; null before the first reading. */
  at: z.iso.datetime().nullable(),
  /** The reading that "this session" is counted from. */
  baseline: z.object({ ...totals, at: z.iso.datetime() }).nullable(),
  /** No reading for three intervals. */
  stale: z.boolean(),
  /** Why it is stale, or why the last reading failed. */
  trouble: z.object({ reason: z.string(), message: z.string() }).nullable(),
  /** How much of totalCount since the baseline came from Giftdeck's delivered gifts. */
  fromGiftdeck: z.number(),
})
export type Reading = z.infer<typeof readingSchema>

const readingsSchema = z.object({ readings: z.array(readingSchema) })

export const counts = {
  get: call('read').route({ method: 'GET', path: '/counts', summary: 'The last readings' }).output(readingsSchema),
  refresh: call('read')
    .route({ method: 'POST', path: '/counts/refresh', summary: 'Wait for a fresh reading' })
    .output(readingsSchema),
  resetBaseline: call('fire')
    .route({ method: 'POST', path: '/counts/baseline', summary: 'Count this session from now' })
    .output(readingsSchema),
}
