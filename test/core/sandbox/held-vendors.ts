import { onTestFinished, vi } from 'vitest'
import { type Context, createFaultPlan } from '../../../electron/core/sandbox/context.ts'
import type { Faults } from '../../../electron/core/sandbox/faults.ts'
import { startServer } from '../../../electron/core/sandbox/http-server.ts'
import { documentedLimits, type Limits } from '../../../electron/core/sandbox/limits.ts'
import { createRecorder } from '../../../electron/core/sandbox/record.ts'
import { seededRandom } from '../../../electron/core/sandbox/seeded-random.ts'
import { simulateTencent } from '../../../electron/core/sandbox/tencent/simulate-tencent.ts'
import { makeWorld } from '../../../electron/core/sandbox/world.ts'
import { simulateZego } from '../../../electron/core/sandbox/zego/simulate-zego.ts'
import { makeFakeClock, type FakeClock } from '../../support/fake-clock.ts'
import { until } from '../../support/until.ts'
import { tencentCaller, zegoCaller } from './call-vendors.ts'

let heldClock: FakeClock | undefined
// The vendors' waits use this clock, and nothing else here does.
vi.mock('node:timers/promises', () => ({
  setTimeout: (ms: number) => new Promise<void>((resolve) => heldClock?.setTimeout(resolve, ms)),
}))

/**
 * Starts both vendors at a real port, on a clock that stands still until the test advances it. What happens within
 * one second, and while a call hangs, is then the same on every machine. Only the dates for signatures are real.
 */
export async function openHeldVendors(limits: Partial<Limits> = {}) {
  const vendors = await startHeldVendors({ limits })
  onTestFinished(vendors.stop)
  const heldSeconds = vi.spyOn(performance, 'now').mockImplementation(() => vendors.clock.monotonic())
  onTestFinished(() => heldSeconds.mockRestore())
  return { ...vendors, tencent: tencentCaller(vendors), zego: zegoCaller(vendors) }
}

/** Starts the same vendors, but their limits count real seconds. */
export async function startHeldVendors(of: { limits?: Partial<Limits>; rooms?: readonly string[] } = {}) {
  const clock = makeFakeClock()
  heldClock = clock
  const random = seededRandom(7)
  const world = makeWorld(random, '', {})
  const record = createRecorder(() => Date.now())
  const faults = createFaultPlan(seededRandom(8))
  const more = { rooms: of.rooms ?? [], accounts: [] }
  const limits = { ...documentedLimits, ...of.limits }
  const now = () => Date.now() + faults.peek().clockSkewMs
  const context: Context = { world, limits, faults, record, random, now, more }
  const server = await startServer(context, simulateTencent(context), simulateZego(context), 0)
  world.origin = `http://127.0.0.1:${server.port}`
  return {
    world,
    clock,
    recording: () => record.recording(),
    setFaults: (patch: Partial<Faults>) => faults.change(patch),
    /** Resolves once this many calls hang at the vendors. */
    hanging: (calls: number) => until(() => clock.timers() === calls),
    stop: server.close,
  }
}
