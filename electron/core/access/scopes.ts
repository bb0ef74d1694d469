import type { Scope } from '../../../shared/contract/call.ts'
import { fail } from '../errors/call-errors.ts'
import type { TokenScope } from './tokens.ts'
import type { SendBacklog } from '../events/send-backlog.ts'

/** The authenticated caller of a call. The server fills it in before the router runs. */
export interface Caller {
  scopes: readonly TokenScope[]
  /** The token's own entry. Absent for the app's own window and for the token of this process. */
  device?: { id: string; name: string } | undefined
  /** Set for a caller that may ask for a token: over HTTP, and no web page. `bearer` is the secret it was given. */
  pairing?: { bearer: string | undefined }
  idempotencyKey?: string
  /** The call was read after this process had stalled, so the time of the press is unknown. */
  isLate?: boolean
  /**
   * Counts and bounds the unsent bytes of the caller's connection.
   * Absent for the app's own window, which has no bound here.
   */
  unsent?: SendBacklog
}

/**
 * Refuses a press that waited while the process stalled. It may be minutes old, and a gift now would surprise the host.
 */
export function refuseLatePress(isPress: boolean, { isLate }: Caller): void {
  if (isPress && isLate)
    throw fail(
      'HEARD_TOO_LATE',
      'Giftdeck did not run for a while, so this was heard too late. Nothing was sent. Press again.',
    )
}

/** The app's own window may do everything. */
export const windowCaller: Caller = { scopes: ['read', 'fire', 'admin'] }

/**
 * Throws FORBIDDEN where the caller lacks the scope. `any` needs only a valid token, `none` not even that. `admin`
 * includes no other scope. The token of an overlay may make no call, because its address lies open in the files of OBS.
 */
export function requireScope(needed: Scope, caller: Caller): void {
  if (caller.scopes.includes('overlay')) throw fail('FORBIDDEN', 'The token of an overlay can only show the overlay.')
  if (needed === 'any' || needed === 'none' || caller.scopes.includes(needed)) return
  throw fail('FORBIDDEN', `This token may not do that; it needs the scope "${needed}".`)
}

/** Throws FORBIDDEN unless the caller is a program without a window: a web page must not ask the host for a token. */
export function refuseToPair({ pairing }: Caller): void {
  if (!pairing) throw fail('FORBIDDEN', 'A device asks for its token over HTTP, without an Origin header.')
}
