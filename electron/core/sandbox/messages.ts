import type { Faults } from './faults.ts'
import type { GivenWorld, SandboxWorld } from './world.ts'
import type { Limits } from './limits.ts'
import type { More } from './context.ts'
import type { Truth } from './truth.ts'

/** What the worker is born with. */
export interface Birth {
  seed: number
  port: number
  viewers: boolean
  limits: Partial<Limits>
  given: GivenWorld
  more: More
}

/** Everything that may be asked of the worker: [what is given, what comes back]. */
export interface Asks {
  setFaults: [given: Partial<Faults>, answer: Faults]
  faults: [given: null, answer: Faults]
  setViewers: [given: boolean, answer: null]
  truth: [given: null, answer: Truth]
  stop: [given: null, answer: null]
}

export type Ask = { [K in keyof Asks]: { ask: K; given: Asks[K][0] } }[keyof Asks]

/** Said once, before anything is asked. */
export type FirstWord = { ready: SandboxWorld } | { failed: string }
