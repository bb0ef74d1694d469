import * as z from 'zod'
import { outcomeStates } from '../domain/send-states.ts'
import { call } from './call.ts'
import { environmentSchema, vendorSchema } from './fields.ts'
import { safetySchema } from './safety.ts'

const troubleSchema = z.object({ reason: z.string(), message: z.string(), advice: z.string() })

const laneSchema = z.object({
  id: z.string(),
  vendor: vendorSchema,
  /** The vendor's name of the API. */
  api: z.string(),
  /** Calls in the last second, and the most calls per second that are allowed now. */
  used: z.number(),
  limit: z.number(),
  queued: z.number(),
  /** Estimated time until the queue of this lane is empty, at the present rate. */
  drainMs: z.number(),
  paused: troubleSchema.nullable(),
  /** True while the rate is lowered because the vendor asked for it. */
  slowed: z.boolean(),
})
export type Lane = z.infer<typeof laneSchema>

const connectionSchema = z.object({
  vendor: vendorSchema,
  state: z.enum(['ready', 'needs-secrets', 'paused']),
  roomId: z.string(),
  host: z.string(),
  lastRoundTripMs: z.number().nullable(),
  /** Why the connection is paused, or why its last call failed. */
  trouble: troubleSchema.nullable(),
  /**
   * The outcomes of the last ten sends, and of the newest one. If an unknown send is resolved later, its outcome here
   * is updated.
   */
  lately: z
    .object({
      delivered: z.number(),
      refused: z.number(),
      dropped: z.number(),
      unknown: z.number(),
      last: z.enum(outcomeStates).nullable(),
    })
    .optional(),
  /** ZEGO: whether the test viewer's join comment was accepted. */
  joined: z.boolean().optional(),
})
export type ConnectionStatus = z.infer<typeof connectionSchema>

/** Something that a start had to repair or set aside. The page translates it by `kind` and `values`. */
const startupNoticeSchema = z.object({
  kind: z.enum([
    'ledger-set-aside',
    'ledger-damaged',
    'ledger-checked',
    'ledger-moved',
    'erased-old',
    'mark-set-aside',
    'log-set-aside',
    'odd-set-aside',
    'lock-set-aside',
    'settings-set-aside',
    'settings-part-set-aside',
    'backup-there',
    'key-ids-renewed',
    'secrets-set-aside',
    'recovered',
  ]),
  values: z.record(z.string(), z.string()),
  message: z.string(),
})
export type StartupNotice = z.infer<typeof startupNoticeSchema>

export const statusSchema = z.object({
  version: z.string(),
  room: z.string(),
  environment: environmentSchema,
  ...safetySchema.shape,
  /** The cap of the room for one press, if it has one. */
  mostPerPress: z.number().optional(),
  connections: z.array(connectionSchema),
  lanes: z.array(laneSchema),
  /** The address of the control API, if it is served now. */
  address: z.string().optional(),
  /** The number of held sends, which wait for the decision of the host. */
  held: z.number(),
  /** Where secrets are stored: in the key store of the system, encrypted with a key file, or in memory only. */
  secrets: z.enum(['system', 'key-file', 'memory']),
  /** The messages of `remarks`, in English. */
  notices: z.array(z.string()),
  remarks: z.array(startupNoticeSchema),
})
export type Status = z.infer<typeof statusSchema>

export const status = {
  /** Lets a client check whether Giftdeck answers. */
  ping: call('any')
    .route({ method: 'GET', path: '/ping', summary: 'A sign of life' })
    .output(z.object({ at: z.iso.datetime() })),
  get: call('read').route({ method: 'GET', path: '/status', summary: 'How things stand' }).output(statusSchema),
}
