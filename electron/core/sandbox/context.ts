import type { Limits } from './limits.ts'
import type { Recorder } from './record.ts'
import type { SandboxWorld } from './world.ts'
import type { SeededRandom } from './seeded-random.ts'
import { faultTable, type Faults, type FaultName, type Switch, type Wait } from './faults.ts'
import type * as z from 'zod'

/** The dependencies of both simulated vendors. */
export interface Context {
  world: SandboxWorld
  limits: Limits
  faults: FaultPlan
  record: Recorder
  random: SeededRandom
  /** The vendors' wall clock in ms. */
  now(): number
  /** Rooms and accounts that exist in addition to those of `world`. */
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
  /** The vendor's name for this call, as used in `only` of a fault and in `calls` of the recording. */
  callOf(request: ArrivedRequest): string
  answer(request: ArrivedRequest): Promise<object>
  /** A refusal with this code, in the vendor's format. */
  refusal(code: number): object
}

interface FaultPlan {
  all(): Faults
  /** The current faults without a copy, for reading only. */
  peek(): Readonly<Faults>
  change(patch: Partial<Faults>): Faults
  /** The fault's details if it applies to this call, otherwise null. Updates the fault's counters. */
  trigger<N extends FaultName>(name: N, call: string): NonNullable<Faults[N]> | null
  ms(wait: Wait): number
}

function isFaultName(name: string): name is keyof Faults {
  return Object.hasOwn(faultTable, name)
}

function noFaults(): Faults {
  const switches = Object.keys(faultTable).map((name) => [name, null])
  return { ...(Object.fromEntries(switches) as Faults), mutedSenders: [], clockSkewMs: 0, memoryAgeMs: 0 }
}

export function createFaultPlan(random: SeededRandom): FaultPlan {
  let faults = noFaults()
  return {
    all: () => structuredClone(faults),
    peek: () => faults,
    change(patch) {
      const unknown = Object.keys(patch).filter((name) => !isFaultName(name))
      if (unknown.length > 0) throw new Error(`The sandbox has no fault called ${unknown.join(', ')}.`)
      // Clone the patch, because the counters are changed in place and the caller may reuse its object.
      faults = { ...faults, ...structuredClone(patch) }
      return structuredClone(faults)
    },
    trigger<N extends FaultName>(name: N, call: string) {
      const fault: Switch = faults[name]
      if (fault === null || fault.times === 0) return null
      if (fault.only !== undefined && !fault.only.includes(call)) return null
      if (fault.skip !== undefined && fault.skip > 0) {
        fault.skip -= 1
        return null
      }
      if (fault.chance !== undefined && random.fraction() >= fault.chance) return null
      if (fault.times !== undefined) fault.times -= 1
      return fault as NonNullable<Faults[N]>
    },
    ms: ({ ms, upToMs }) => (upToMs === undefined ? ms : random.whole(ms, upToMs)),
  }
}

type Shape<T> = { ok: true; value: T; reasons: string[] } | { ok: false; reasons: string[] }

/**
 * Checks a body against a strict schema. The vendors ignore undocumented fields, so such a field is only reported in
 * `reasons`, and the request is not refused.
 */
export function checkShape<T>(schema: z.ZodType<T>, body: unknown): Shape<T> {
  const read = schema.safeParse(body)
  if (read.success) return { ok: true, value: read.data, reasons: [] }
  const { issues } = read.error
  const reasons = issues.map((issue) => `${issue.path.map(String).join('.') || 'body'}: ${issue.message}`)
  const onlyUnknown = issues.every((issue) => issue.code === 'unrecognized_keys')
  return onlyUnknown ? { ok: true, value: body as T, reasons } : { ok: false, reasons }
}
