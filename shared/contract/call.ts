import { oc } from '@orpc/contract'
import * as z from 'zod'

/** Who may make a call: see electron/core/access/scopes.ts. `any` = every valid token. */
export type Scope = 'read' | 'fire' | 'admin' | 'any'

/** A room's caps, in the order they are looked at. */
const capSchema = z.enum(['perPress', 'perSession', 'perMinute'])
export type Cap = z.infer<typeof capSchema>

const issueSchema = z.object({ field: z.string(), message: z.string() })

/** Every error a call can end in, in oRPC's shape `{ defined, code, status, message, data }`. */
const errors = {
  BAD_REQUEST: { status: 400, data: z.object({ issues: z.array(issueSchema) }) },
  UNAUTHORIZED: { status: 401 },
  FORBIDDEN: { status: 403 },
  NOT_FOUND: { status: 404 },
  /** Which of the reasons, where the caller can do something else about it than finish the room. */
  NOT_CONNECTED: { status: 409, data: z.object({ because: z.enum(['other-room', 'paused']) }).optional() },
  STOPPED: { status: 409 },
  /** The Idempotency-Key belongs to a call with another route or body. */
  KEY_REUSED: { status: 409 },
  /** Giftdeck stood still when this was pressed, and nothing was tried: a press fires soon or not at all. */
  HEARD_TOO_LATE: { status: 409 },
  /** `waiting`: how many sends have not left yet, where they are the reason. */
  BUSY: { status: 409, data: z.object({ waiting: z.number() }).optional() },
  LOCKED: { status: 423 },
  /** Which cap, and what it allows; `retryAfterMs` where waiting helps. */
  OVER_CAP: {
    status: 429,
    data: z.object({ cap: capSchema, most: z.number(), retryAfterMs: z.number().nullable() }),
  },
  QUEUE_FULL: { status: 429, data: z.object({ retryAfterMs: z.number() }) },
  CANNOT_RECORD: { status: 507 },
  INTERNAL_SERVER_ERROR: { status: 500, data: z.object({ reference: z.string() }) },
}

interface CallMeta {
  scope: Scope
  isPress?: boolean
}

/** The start of every declaration: `call('fire').route(..).input(..).output(..)`. */
export const call = (scope: Scope) => oc.$meta<CallMeta>({ scope }).errors(errors)

/** A call that sends something or lets it be sent. It is refused where it is heard too late. */
export const press = () => call('fire').meta({ scope: 'fire', isPress: true })

export type FailureCode = keyof typeof errors
export const failureStatus = (code: FailureCode): number => errors[code].status
