import type { Clock } from '../../electron/core/ports.ts'
import { systemClock } from '../../electron/core/platform/system.ts'

/** A machine so slow that every reading of its clock takes a millisecond. Eight items are a slice of `policy.eventLoop`. */
export function slowClock(): Clock {
  let ms = 0
  return { ...systemClock, monotonic: () => ++ms }
}

/** Counts what is noted in one turn of the event loop. */
export function countInTurns() {
  let count = 0
  let most = 0
  return {
    note() {
      if (count === 0) setImmediate(() => (count = 0))
      most = Math.max(most, ++count)
    },
    /** A slice that goes on in the next turn may be counted with the one before. */
    isSliced: () => most > 0 && most <= 2 * 8,
  }
}
