import type { Clock } from '../ports.ts'
import type { Trouble } from '../vendors/vendor.ts'

/**
 * A time in which nothing may be asked: the vendor said how long to stay away, of one limit or of everything that signs alike.
 * Sends wait for its end in their lane. A read is answered at once with what began the rest, since somebody may wait for it.
 */
export interface Rest {
  /** By the monotonic clock; in the past where nothing rests. */
  until(): number
  /** What began it; null where nothing rests. */
  why(): Trouble | null
  /** One that ends sooner than the rest under way changes nothing. */
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
