import type { Policy } from '../policy.ts'
import type { Clock, Log } from '../ports.ts'

interface RecentFailure {
  /** Ms since 1970. */
  at: number
  level: 'warn' | 'error'
  message: string
}

export interface LogWithFailures extends Log {
  /** The latest warnings and errors, oldest first. */
  recentFailures(): readonly RecentFailure[]
}

/** Wraps a log and keeps its latest warnings and errors. Fields are left out, because they may name people. */
export function keepRecentFailures(log: Log, clock: Clock, policy: Policy['log']): LogWithFailures {
  let failures: RecentFailure[] = []
  const keep = (level: RecentFailure['level'], message: string) => {
    failures = [...failures.slice(1 - policy.recentProblemsCount), { at: clock.now(), level, message }]
  }
  return {
    info: (message, fields) => log.info(message, fields),
    warn(message, fields) {
      keep('warn', message)
      log.warn(message, fields)
    },
    error(message, fields) {
      keep('error', message)
      log.error(message, fields)
    },
    recentFailures: () => failures,
  }
}
