import * as z from 'zod'
import { call } from './call.ts'
import { environmentSchema, vendorSchema } from './fields.ts'
import { statusSchema } from './status.ts'

/**
 * A report that a host can hand to somebody else for support. It contains no secrets, no names and no ids of people or
 * rooms.
 */
const diagnosticsSchema = z.object({
  at: z.iso.datetime(),
  version: z.string(),
  machine: z.object({
    system: z.string(),
    node: z.string(),
    /** Absent in the headless host. */
    electron: z.string().optional(),
    chromium: z.string().optional(),
    upForSeconds: z.number(),
    memoryMb: z.number(),
  }),
  environment: environmentSchema,
  connections: z.array(
    z.object({ vendor: vendorSchema, host: z.string(), state: z.string(), trouble: z.string().nullable() }),
  ),
  lanes: statusSchema.shape.lanes,
  held: z.number(),
  secrets: z.string(),
  notices: z.array(z.string()),
  /** The number of sends that are not over yet, by state. */
  openSends: z.record(z.string(), z.number()),
  /** The latest warnings and errors of this run, oldest first. */
  trouble: z.array(z.object({ at: z.iso.datetime(), level: z.enum(['warn', 'error']), message: z.string() })),
})
export type Diagnostics = z.infer<typeof diagnosticsSchema>

export const diagnostics = {
  get: call('admin')
    .route({ method: 'GET', path: '/diagnostics', summary: 'What helps another person to help, without secrets' })
    .output(diagnosticsSchema),
}
