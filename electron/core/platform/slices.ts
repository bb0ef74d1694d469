import type { Policy } from '../policy.ts'
import type { Clock } from '../ports.ts'

/**
 * Long work on the event loop, cut by time. Work that goes through many sends asks `isOver` after each of them, and awaits
 * `next` when the answer is true. A press or STOP is then read after `sliceMs`, on a slow machine too.
 *
 * Anything may change during `next`. So the work must look at each send only when its turn has come.
 */
export interface Slices {
  /** True once this turn of the event loop has done `sliceMs` of sliced work. All work shares that time. */
  isOver(): boolean
  /** Resolves in a later turn of the event loop, which has `sliceMs` again. */
  next(): Promise<void>
}

export function createSlices(deps: { clock: Pick<Clock, 'monotonic'>; policy: Policy['eventLoop'] }): Slices {
  const { clock, policy } = deps
  /** When the slice of this turn ends; null while no sliced work was done in it. */
  let endsAt: number | null = null
  const waiting: (() => void)[] = []

  function begin() {
    endsAt = clock.monotonic() + policy.sliceMs
    setImmediate(() => {
      endsAt = null
      const first = waiting.shift()
      if (!first) return
      // One turn serves one waiter. The others keep their order, so that no work starves.
      begin()
      first()
    })
  }

  return {
    isOver() {
      if (endsAt === null) begin()
      return clock.monotonic() >= endsAt!
    },
    next() {
      if (endsAt === null) begin()
      return new Promise((resolve) => void waiting.push(resolve))
    },
  }
}
