import { performance } from 'node:perf_hooks'
import type { Policy } from '../policy.ts'

/**
 * Detects that this process was stalled: swapped out, suspended, or on a computer that
 * hung. Input that is read right after a stall may have been pressed long before. The
 * time of a press is not compared instead, because the clocks of both sides may be wrong.
 */
export interface StallDetector {
  /** True for input that waited during a stall, and for a moment after it. */
  hasJustEnded(): boolean
  close(): void
}

export function createStallDetector(policy: Policy['server']): StallDetector {
  let lastRunAt = performance.now()
  let lateUntil = -Infinity
  const check = () => {
    const now = performance.now()
    if (now - lastRunAt > policy.suspendedAfterMs) lateUntil = now + policy.readAfterSuspensionMs
    lastRunAt = now
  }
  const timer = setInterval(check, policy.suspensionPollMs).unref()
  return {
    hasJustEnded() {
      check()
      return performance.now() < lateUntil
    },
    close: () => clearInterval(timer),
  }
}
