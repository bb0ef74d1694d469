import type { Clock, Log, Random } from './ports.ts'
import { stackOf } from './safely.ts'

/** A fault that comes again and again must not fill the log. */
const mostLogged = 20
const perMs = 60_000

/**
 * For a host's `unhandledRejection` and `uncaughtException` once it runs: what nothing else caught is logged with a
 * reference, and the host goes on. Every send is on the disk before it leaves and none leaves by itself, so what a fault
 * leaves half done in memory can hold a line up, and can neither lose nor double a gift. Ending in the middle of a show can
 * do worse: STOP, the lock and the counts would be gone with it.
 */
export function createLastNet(deps: { log: Log; random: Random; clock: Clock }): (error: unknown) => void {
  const { log, random, clock } = deps
  let since = clock.monotonic()
  let logged = 0
  return (error) => {
    const now = clock.monotonic()
    if (now - since > perMs) {
      since = now
      logged = 0
    }
    if (++logged > mostLogged) return
    log.error('Something failed inside Giftdeck; it goes on.', { reference: random.hex(4), stack: stackOf(error) })
  }
}
