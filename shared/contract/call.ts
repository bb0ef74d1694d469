import { oc } from '@orpc/contract'
import * as z from 'zod'

/**
 * The scope that a token needs for a call: see electron/core/access/scopes.ts. `any` = every valid token but that of an
 * overlay, `none` = no token.
 */
export type Scope = 'read' | 'fire' | 'admin' | 'any' | 'none'

/** The caps of a room, in the order in which they are checked. */
const capSchema = z.enum(['perPress', 'perSession', 'perMinute'])
export type Cap = z.infer<typeof capSchema>

const issueSchema = z.object({ field: z.string(), message: z.string() })

/** Every error that a call can return, in oRPC's shape `{ defined, code, status, message, data }`. */
const errors = {
  BAD_REQUEST: { status: 400, data: z.object({ issues: z.array(issueSchema) }) },
  UNAUTHORIZED: { status: 401 },
  FORBIDDEN: { status: 403 },
  NOT_FOUND: { status: 404 },
  /** `because` is set if the caller can solve it by other means than completing the settings of the room. */
  NOT_CONNECTED: { status: 409, data: z.object({ because: z.enum(['other-room', 'paused']) }).optional() },
  /** The call was for another room than the active one, whose name is `room`. */
  OTHER_ROOM: { status: 409, data: z.object({ room: z.string() }) },
  STOPPED: { status: 409 },
  /** The Idempotency-Key was already used with another route or body. */
  KEY_REUSED: { status: 409 },
  /**
   * The process was suspended when the call arrived, so the call was read too late and nothing was done. A gift must be
   * sent soon after its press or not at all.
   */
  HEARD_TOO_LATE: { status: 409 },
  /** `waiting`: the number of unsent sends, if they are the reason. */
  BUSY: { status: 409, data: z.object({ waiting: z.number() }).optional() },
  LOCKED: { status: 423 },
  /** The cap and its value; `retryAfterMs` is null if waiting does not help. */
  OVER_CAP: {
    status: 429,
    data: z.object({ cap: capSchema, most: z.number(), retryAfterMs: z.number().nullable() }),
  },
  QUEUE_FULL: { status: 429, data: z.object({ retryAfterMs: z.number() }) },
  TOO_MANY_REQUESTS: { status: 429, data: z.object({ retryAfterMs: z.number() }) },
  CANNOT_RECORD: { status: 507 },
  INTERNAL_SERVER_ERROR: { status: 500, data: z.object({ reference: z.string() }) },
}

interface CallMeta {
  scope: Scope
  isPress?: boolean
}

/** Starts the declaration of a call: `call('fire').route(..).input(..).output(..)`. */
export const call = (scope: Scope) => oc.$meta<CallMeta>({ scope }).errors(errors)

/** A call that sends something or allows sending. It is refused if it is read too late: see HEARD_TOO_LATE. */
export const press = () => call('fire').meta({ scope: 'fire', isPress: true })

export type FailureCode = keyof typeof errors
export const failureStatus = (code: FailureCode): number => errors[code].status
