import type { Policy } from './policy.ts'
import type { Clock, Log, Random } from './ports.ts'
import { stackOf } from './safely.ts'

/**
 * For a host's `unhandledRejection` and `uncaughtException` once it runs: what nothing else caught is logged with a
 * reference, and the host goes on. Every send is on the disk before it leaves and none leaves by itself, so what a fault
 * leaves half done in memory can hold a line up, and can neither lose nor double a gift. Ending in the middle of a show can
 * do worse: STOP, the lock and the counts would be gone with it.
 */
export function createLastNet(deps: {
  log: Log
  random: Random
  clock: Clock
  policy: Policy['log']
}): (error: unknown) => void {
  const { log, random, clock, policy } = deps
  let since = clock.monotonic()
  let logged = 0
  return (error) => {
    const now = clock.monotonic()
    if (now - since > policy.faultsWithinMs) {
      since = now
      logged = 0
    }
    if (++logged > policy.mostFaultsCount) return
    log.error('Something failed inside Giftdeck; it goes on.', { reference: random.hex(4), stack: stackOf(error) })
  }
}
