import { performance } from 'node:perf_hooks'
import type { Policy } from '../policy.ts'

/**
 * Knows whether what is read now may have been pressed while this process stood still: swapped out, stopped, or on a
 * computer that hung. Neither side's clock is asked for the time of the press, since both may be wrong.
 */
export interface StallDetector {
  /** True for what waited meanwhile, and for what comes right after it. */
  hasJustEnded(): boolean
  close(): void
}

export function createStallDetector(policy: Policy['server']): StallDetector {
  let ranAt = performance.now()
  let readUntil = -Infinity
  const look = () => {
    const now = performance.now()
    if (now - ranAt > policy.suspendedAfterMs) readUntil = now + policy.readAfterSuspensionMs
    ranAt = now
  }
  const timer = setInterval(look, policy.suspensionPollMs).unref()
  return {
    hasJustEnded() {
      look()
      return performance.now() < readUntil
    },
    close: () => clearInterval(timer),
  }
}
