import type { Clock, Log, Random } from '../ports.ts'
import type { Policy } from '../policy.ts'

type ErrorLog = Pick<Log, 'error'>

/**
 * Runs what nobody waits for: a timer, a listener, the rest of a send. Its failure, thrown or rejected, is logged and
 * goes no further. Unhandled it would end the process, and a listener that fails must not change what it was told of.
 */
export function runSafely(log: ErrorLog, failure: string, run: () => unknown): void {
  const report = (error: unknown) => log.error(failure, { stack: stackOf(error) })
  try {
    const result = run()
    if (result instanceof Promise) result.catch(report)
  } catch (error) {
    report(error)
  }
}

/** The clock that the core's parts get: no timer's failure is left unhandled, and wall time is a whole number. */
export const guardClock = (clock: Clock, log: ErrorLog): Clock => ({
  ...clock,
  now() {
    const now = Math.trunc(clock.now())
    return Number.isSafeInteger(now) ? now : 0
  },
  setTimeout: (run, ms) => clock.setTimeout(() => runSafely(log, 'Something that was due failed.', run), ms),
})

/** The log as the core's parts get it: what cannot be logged is lost, and nothing else with it. */
export function guardLog<T extends Log>(log: T): T {
  const say = (level: keyof Log) => (message: string, fields?: Record<string, unknown>) => {
    try {
      log[level](message, fields)
    } catch {
      // There is no other place to say it.
    }
  }
  return { ...log, info: say('info'), warn: say('warn'), error: say('error') }
}

/** Rejects where the work takes longer than this. The work itself goes on, and its end is nobody's any more. */
export function within<T>(clock: Clock, ms: number, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = clock.setTimeout(() => reject(new Error(`It took longer than ${ms} ms.`)), ms)
    const end = () => clock.clearTimeout(timer)
    work.then(resolve, reject).finally(end)
  })
}

export const stackOf = (error: unknown) => (error instanceof Error ? error.stack : String(error))

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
