import type { Policy } from '../policy.ts'
import type { Clock, Log } from '../ports.ts'

interface Trouble {
  /** Ms since 1970. */
  at: number
  level: 'warn' | 'error'
  message: string
}

export interface KeepingLog extends Log {
  /** The latest warnings and errors, oldest first. */
  trouble(): readonly Trouble[]
}

/** The same log, and a short memory of what went wrong. Only the fixed sentences are kept: fields may name people. */
export function keepRecentFailures(log: Log, clock: Clock, policy: Policy['log']): KeepingLog {
  let trouble: Trouble[] = []
  const keep = (level: Trouble['level'], message: string) => {
    trouble = [...trouble.slice(1 - policy.recentProblemsCount), { at: clock.now(), level, message }]
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
    trouble: () => trouble,
  }
}
