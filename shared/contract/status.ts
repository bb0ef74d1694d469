import * as z from 'zod'
import { outcomeStates } from '../domain/send-states.ts'
import { call } from './call.ts'
import { environmentSchema, vendorSchema } from './fields.ts'
import { safetySchema } from './safety.ts'

const troubleSchema = z.object({ reason: z.string(), message: z.string(), advice: z.string() })

const laneSchema = z.object({
  id: z.string(),
  vendor: vendorSchema,
  /** The vendor's own name of the call. */
  api: z.string(),
  /** Calls in the last second, and how many a second may have now. */
  used: z.number(),
  limit: z.number(),
  queued: z.number(),
  /** Time until the line is empty at the present rate. */
  drainMs: z.number(),
  paused: troubleSchema.nullable(),
  /** True while the vendor asked for a lower rate. */
  slowed: z.boolean(),
})
export type Lane = z.infer<typeof laneSchema>

const connectionSchema = z.object({
  vendor: vendorSchema,
  state: z.enum(['ready', 'needs-secrets', 'paused']),
  roomId: z.string(),
  host: z.string(),
  lastRoundTripMs: z.number().nullable(),
  /** Why it is paused, or why the last call failed. */
  trouble: troubleSchema.nullable(),
  /** How the last ten sends ended, and the newest of them; an unknown one that is settled later counts as that. */
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

/** What a start had to mend or set aside. The page says it in its own language by `kind`. */
const remarkSchema = z.object({
  kind: z.enum([
    'ledger-set-aside',
    'ledger-damaged',
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
export type StartupNotice = z.infer<typeof remarkSchema>

export const statusSchema = z.object({
  version: z.string(),
  room: z.string(),
  environment: environmentSchema,
  ...safetySchema.shape,
  /** What the room's cap allows one press, where it has one. */
  mostPerPress: z.number().optional(),
  connections: z.array(connectionSchema),
  lanes: z.array(laneSchema),
  /** How many held sends wait for the host's word. */
  held: z.number(),
  /** How secrets are kept. */
  secrets: z.enum(['system', 'key-file', 'memory']),
  /** The remarks, in English. */
  notices: z.array(z.string()),
  remarks: z.array(remarkSchema),
})
export type Status = z.infer<typeof statusSchema>

export const status = {
  /** A sign of life, for who wants to know whether Giftdeck answers. */
  ping: call('any')
    .route({ method: 'GET', path: '/ping', summary: 'A sign of life' })
    .output(z.object({ at: z.iso.datetime() })),
  get: call('read').route({ method: 'GET', path: '/status', summary: 'How things stand' }).output(statusSchema),
}
