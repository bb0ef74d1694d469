import * as z from 'zod'
import { call } from './call.ts'

/** One row of the board before the show. A row that could not be looked at is `not-known`, never `ok`. */
const preflightRowSchema = z.object({
  id: z.enum(['room', 'obs', 'overlays', 'devices', 'clock', 'disk', 'key-store', 'update']),
  state: z.enum(['ok', 'trouble', 'not-known']),
  /** The page translates the row by its reason and values. */
  reason: z.string(),
  values: z.record(z.string(), z.string()),
  message: z.string(),
  advice: z.string().optional(),
})
export type PreflightRow = z.infer<typeof preflightRowSchema>

const preflightSchema = z.object({
  rows: z.array(preflightRowSchema),
  /** The rows that got worse within the last minute. */
  worse: z.array(preflightRowSchema.shape.id),
  /** When the rows were last looked at. */
  at: z.iso.datetime(),
})
export type Preflight = z.infer<typeof preflightSchema>

export const preflight = {
  get: call('read')
    .route({ method: 'GET', path: '/preflight', summary: 'The board before the show; a look takes up to some seconds' })
    .output(preflightSchema),
}
