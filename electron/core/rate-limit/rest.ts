import type { Clock } from '../ports.ts'
import type { Trouble } from '../vendors/vendor.ts'

/**
 * A period without calls that the vendor asked for, either for one limit or for everything with the same sign-in. Sends
 * wait in their lane until it ends. A read fails at once with the cause of the rest, because a caller may be waiting.
 */
export interface Rest {
  /** End by the monotonic clock; in the past if there is no rest. */
  until(): number
  /** The failure that began the rest; null if there is none. */
  why(): Trouble | null
  /** Begins or extends a rest. Has no effect if the current rest ends later. */
  begin(ms: number, why: Trouble): void
}

export function createRest(clock: Pick<Clock, 'monotonic'>): Rest {
  let until = -Infinity
  let cause: Trouble | null = null
  return {
    until: () => until,
    why: () => (clock.monotonic() < until ? cause : null),
    begin(ms, why) {
      const end = clock.monotonic() + ms
      if (end <= until) return
      until = end
      cause = why
    },
  }
}
