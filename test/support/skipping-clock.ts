import type { Clock } from '../../electron/core/ports.ts'
import { systemClock } from '../../electron/core/platform/system.ts'

/** The real clock, which a test can advance instead of waiting: whatever becomes due in that time runs at once. */
export interface SkippingClock extends Clock {
  skip(ms: number): void
}

interface Waiting {
  dueAt: number
  run: () => unknown
  timer?: NodeJS.Timeout
}

export function skippingClock(): SkippingClock {
  let skippedMs = 0
  const waiting = new Set<Waiting>()
  const monotonic = () => systemClock.monotonic() + skippedMs
  const start = (each: Waiting) => {
    clearTimeout(each.timer)
    each.timer = setTimeout(
      () => {
        waiting.delete(each)
        each.run()
      },
      Math.max(0, each.dueAt - monotonic()),
    )
  }
  return {
    now: () => systemClock.now() + skippedMs,
    monotonic,
    elapsed: () => systemClock.elapsed() + skippedMs,
    setTimeout(run, ms) {
      const each = { run, dueAt: monotonic() + ms }
      waiting.add(each)
      start(each)
      return each
    },
    clearTimeout(timer) {
      clearTimeout((timer as Waiting).timer)
      waiting.delete(timer as Waiting)
    },
    skip(ms) {
      skippedMs += ms
      for (const each of [...waiting].toSorted((a, b) => a.dueAt - b.dueAt)) start(each)
    },
  }
}
