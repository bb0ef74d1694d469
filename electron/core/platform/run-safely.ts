import type { Clock, Log, Random } from '../ports.ts'
import type { Policy } from '../policy.ts'

type ErrorLog = Pick<Log, 'error'>

/**
 * Runs a function whose end nothing awaits, such as a timer, a listener or the rest of a send. Its error, thrown or
 * rejected, is logged. Otherwise it would end the process, or break the code that notified the listener.
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

/** Wraps the clock for the core: errors in timers are logged, and the wall time is always a safe integer. */
export const guardClock = (clock: Clock, log: ErrorLog): Clock => ({
  ...clock,
  now() {
    const now = Math.trunc(clock.now())
    return Number.isSafeInteger(now) ? now : 0
  },
  setTimeout: (run, ms) => clock.setTimeout(() => runSafely(log, 'Something that was due failed.', run), ms),
})

/** Wraps the log for the core: an error while logging loses that line, but the caller goes on. */
export function guardLog<T extends Log>(log: T): T {
  const write = (level: keyof Log) => (message: string, fields?: Record<string, unknown>) => {
    try {
      log[level](message, fields)
    } catch {
      // A log that fails has no other place to report it.
    }
  }
  return { ...log, info: write('info'), warn: write('warn'), error: write('error') }
}

/** Rejects if the work takes longer than `ms`. The work itself continues, and its result is ignored. */
export function within<T>(clock: Clock, ms: number, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = clock.setTimeout(() => reject(new Error(`It took longer than ${ms} ms.`)), ms)
    const end = () => clock.clearTimeout(timer)
    work.then(resolve, reject).finally(end)
  })
}

export const stackOf = (error: unknown) => (error instanceof Error ? error.stack : String(error))

/**
 * Handles `unhandledRejection` and `uncaughtException` of a running host. The error is logged with a reference, and the
 * host goes on. Every send is on the disk before it is sent, and none is sent by itself. So an error that leaves the
 * memory in an inconsistent state can delay a queue, but it can neither lose nor double a gift. Ending the process
 * during a show would be worse, because STOP, the lock and the counts would end with it.
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
