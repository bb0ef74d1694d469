import type { Contender } from './contenders.ts'
import { makeTrouble } from './make-trouble.ts'
import type { Scenario } from './scenarios.ts'
import { startVendor } from './vendor.ts'

export interface Backlog {
  /** The throughput relative to the ideal, or 0 if the last call did not arrive within four times the ideal time. */
  utilisation: number
  rejected: number
  worstSecond: number
  /** The CPU time of the calling thread. */
  cpuMsPerThousand: number
}

const patience = 4

/** Gives a contender `seconds` worth of calls at once and lets the vendor count the violations. */
export async function runBacklog(contender: Contender, scenario: Scenario, seconds: number, seed: number) {
  const vendor = await startVendor({ cap: scenario.cap, ...scenario.vendor, seed })
  const calls = scenario.cap * seconds + 1
  // The first answers of a new thread are slow and would teach a contender a wrong round trip.
  for (let i = 0; i < 5; i++) await vendor.call()
  vendor.forget()

  const endTrouble = makeTrouble(scenario.trouble)
  const before = process.threadCpuUsage()
  const submit = contender.make(scenario.cap)
  const all = Promise.all(Array.from({ length: calls }, () => submit(() => vendor.call())))
  // A clock that jumps can make a library wait for an hour.
  await Promise.race([all, new Promise((resolve) => setTimeout(resolve, seconds * patience * 1_000))])
  const { user, system } = process.threadCpuUsage(before)
  endTrouble()

  const { arrivals, rejected, worstSecond } = await vendor.report()
  await vendor.stop()
  const backlog: Backlog = {
    utilisation: utilisationOf(arrivals, scenario.cap, seconds),
    rejected,
    worstSecond,
    cpuMsPerThousand: (user + system) / calls,
  }
  return backlog
}

/**
 * Returns the throughput relative to the ideal: with a limit of `cap`, call number `k * cap` can follow the first call
 * after `k` seconds and no sooner.
 */
function utilisationOf(arrivals: number[], cap: number, seconds: number): number {
  const last = arrivals[seconds * cap]
  return last === undefined ? 0 : (seconds * 1_000) / (last - arrivals[0]!)
}
