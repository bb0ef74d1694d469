import type { AppDeps } from '../app-deps.ts'
import { fail } from '../errors/call-errors.ts'
import type { Send } from '../ledger/send.ts'
import { locks } from '../../../shared/domain/arming.ts'

/** What viewers see, a send or not, needs these two. Throws what the host has to do. */
export function passStop({ isStopped }: Pick<AppDeps, 'isStopped'>): void {
  if (isStopped()) throw fail('STOPPED', 'STOP was pressed, so nothing is sent. Resume first.')
}

/**
 * Uses the open lock of a live room for one press. What goes out by itself (`by`) passes an open lock and leaves it as it is:
 * a one-press arm is the host's own press. What it answers takes the use back, where nothing could be recorded after all.
 */
export function passLock({ room, lock }: Pick<AppDeps, 'room' | 'lock'>, by?: Send['by']): () => void {
  if (!locks(room().config.environment)) return nothing
  const passed = by === undefined ? lock.pass() : lock.openUntil() === null ? null : nothing
  if (passed === null) throw fail('LOCKED', 'This room is live and locked. Arm it first; the next press is then sent.')
  return passed
}

const nothing = () => {}
