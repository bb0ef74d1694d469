import type { AppDeps } from '../app-deps.ts'
import { fail } from '../errors/call-errors.ts'
import type { Send } from '../ledger/send.ts'
import { locks } from '../../../shared/domain/arming.ts'

/** Everything that viewers can see must pass STOP and the lock, also where it is no send. Throws STOPPED. */
export function passStop({ isStopped }: Pick<AppDeps, 'isStopped'>): void {
  if (isStopped()) throw fail('STOPPED', 'STOP was pressed, so nothing is sent. Resume first.')
}

/**
 * Uses the open lock of a live room for one press; throws LOCKED where it is closed. An automatic send (`by`) passes an
 * open lock without using it up, because a lock armed for one press is meant for the host's own press. Returns a
 * function that undoes the use, for a press that could not be recorded.
 */
export function passLock({ room, lock }: Pick<AppDeps, 'room' | 'lock'>, by?: Send['by']): () => void {
  if (!locks(room().config.environment)) return noop
  const passed = by === undefined ? lock.pass() : lock.openUntil() === null ? null : noop
  if (passed === null) throw fail('LOCKED', 'This room is live and locked. Arm it first; the next press is then sent.')
  return passed
}

const noop = () => {}
