import type { Policy } from '../policy.ts'
import type { Clock, Timer } from '../ports.ts'
import type { Outcome } from '../vendors/vendor.ts'

/** A refusal that concerns the whole connection, such as a wrong key. */
export type Pausing = Extract<Outcome, { state: 'refused' }>

/**
 * Whether calls of one connection may leave: a circuit breaker with one state.
 *
 * - `unproven`: no call has succeeded yet. The next one goes alone, as a probe.
 * - `half-open`: the probe is in flight. The lanes are paused until it ends, or until `firstCallAloneMs` is over.
 * - `open`: a call has succeeded, so the lanes run freely.
 * - `paused`: a refusal concerned the connection. Nothing leaves until the host resumes.
 * - `closed`: the app stops.
 * - `left`: another room is in use.
 *
 * The probe exists because a burst of calls with a wrong key would lock the account out at the vendor.
 */
type GateState =
  | { at: 'unproven' }
  | { at: 'half-open'; timer: Timer }
  | { at: 'open' }
  | { at: 'paused'; by: Pausing }
  | { at: 'closed' }
  | { at: 'left' }

export interface ConnectionGate {
  at(): GateState['at']
  /** Why the host must resume the connection; null while nothing paused it. */
  pausedBy(): Pausing | null
  /** Sends are accepted into the lanes. They may still wait there for a probe. */
  accepts(): boolean
  /** Sends must be held for the host instead of waiting in a lane. */
  holds(): boolean
  /** A call is about to be recorded and sent. */
  callBegins(): void
  /** A call has ended. `proven`: the vendor accepted its sign-in. */
  callEnds(proven: boolean): void
  pause(by: Pausing): void
  resume(): void
  close(): void
  leave(): void
}

export function createConnectionGate(deps: {
  clock: Clock
  policy: Pick<Policy['sending'], 'firstCallAloneMs'>
  /** Pauses and resumes the lanes. */
  lanes: { pause(): void; resume(): void }
}): ConnectionGate {
  const { clock, policy, lanes } = deps
  let state: GateState = { at: 'unproven' }

  const moveTo = (next: GateState) => {
    if (state.at === 'half-open') clock.clearTimeout(state.timer)
    state = next
  }
  const accepts = () => state.at === 'unproven' || state.at === 'half-open' || state.at === 'open'

  return {
    at: () => state.at,
    pausedBy: () => (state.at === 'paused' ? state.by : null),
    accepts,
    holds: () => state.at === 'paused' || state.at === 'left',
    callBegins() {
      if (state.at !== 'unproven') return
      lanes.pause()
      const timer = clock.setTimeout(() => {
        state = { at: 'unproven' }
        lanes.resume()
      }, policy.firstCallAloneMs)
      state = { at: 'half-open', timer }
    },
    callEnds(proven) {
      if (!accepts()) return
      const wasHalfOpen = state.at === 'half-open'
      moveTo({ at: proven ? 'open' : 'unproven' })
      if (wasHalfOpen) lanes.resume()
    },
    pause(by) {
      // The first cause stays: it is the one that the host must mend.
      if (accepts()) moveTo({ at: 'paused', by })
      lanes.pause()
    },
    resume() {
      if (state.at === 'paused') moveTo({ at: 'unproven' })
      if (state.at === 'unproven' || state.at === 'open') lanes.resume()
    },
    close() {
      if (state.at !== 'left') moveTo({ at: 'closed' })
      lanes.pause()
    },
    leave() {
      if (state.at !== 'closed') moveTo({ at: 'left' })
      lanes.pause()
    },
  }
}
