import type { Limits } from './limits.ts'
import type { Recorder } from './record.ts'
import type { SandboxWorld } from './world.ts'
import type { SeededRandom } from './seeded-random.ts'
import type { Striking } from './striking.ts'

/** What both simulated vendors share. */
export interface Context {
  world: SandboxWorld
  limits: Limits
  faults: Striking
  record: Recorder
  random: SeededRandom
  /** The vendors' wall clock in ms. */
  now(): number
  /** Rooms and accounts that exist beside the world's own. */
  more: More
}

export interface More {
  rooms: readonly string[]
  accounts: readonly string[]
}

export interface ArrivedRequest {
  method: string
  url: URL
  contentType: string
  body: string
}

export interface SimulatedVendor {
  /** The vendor's name for this call, as `only` of a fault and `calls` of the truth use it. */
  callOf(request: ArrivedRequest): string
  answer(request: ArrivedRequest): Promise<object>
  /** An answer that says no with this code, in the vendor's shape. */
  refusal(code: number): object
}
