import type { NewSchedule, Schedule, When } from '../../../shared/contract/schedules.ts'
import { isIso, iso, minuteMs } from '../../../shared/domain/time.ts'
import { ORPCError } from '@orpc/server'
import type { FailureCode } from '../../../shared/contract/call.ts'

/**
 * The next time from now on; null where its one time is over, or where the clock says a year that no time can be planned
 * in: a time put nearer would be due at once, again and again. `fraction`: 0 <= x < 1.
 */
export function nextTime(when: When, now: number, fraction: number): string | null {
  if (when.kind === 'once') return Date.parse(when.at) > now ? iso(Date.parse(when.at)) : null
  const next = now + when.minutes * minuteMs + Math.round((fraction * 2 - 1) * when.jitterSeconds * 1_000)
  return isIso(next) ? iso(next) : null
}

/** Farther off than it was ever planned: the computer's clock was put back. */
export const isTooFar = (when: When, due: number, now: number) =>
  when.kind === 'every' && due - now > when.minutes * minuteMs + when.jitterSeconds * 1_000

/** As the host wants it from now on; null where there is no next time. */
export function planned(
  of: NewSchedule,
  { id, last, now, fraction }: Pick<Schedule, 'id' | 'last'> & { now: number; fraction: number },
): Schedule | null {
  const nextAt = of.enabled ? nextTime(of.when, now, fraction) : null
  return of.enabled && nextAt === null ? null : { ...of, id, last, nextAt, offBecause: null }
}

/** One that waits for its time is off until the host says otherwise; a time that passed meanwhile is over. */
export function switchedOff(each: Schedule, because: NonNullable<Schedule['offBecause']>, now: number): Schedule {
  if (each.nextAt === null) return each
  return isOver(each.when, now)
    ? { ...each, enabled: false, nextAt: null, last: missed(each, now) }
    : { ...each, enabled: false, nextAt: null, offBecause: because }
}

/** One that was not switched off by the host goes on. */
export function switchedOn(each: Schedule, now: number, fraction: number): Schedule {
  if (each.offBecause === null) return each
  return isOver(each.when, now)
    ? { ...each, offBecause: null, last: missed(each, now) }
    : { ...each, enabled: true, offBecause: null, nextAt: nextTime(each.when, now, fraction) }
}

const isOver = (when: When, now: number) => when.kind === 'once' && Date.parse(when.at) <= now

const missed = ({ when }: Schedule, now: number) => ({
  at: when.kind === 'once' ? iso(Date.parse(when.at)) : iso(now),
  skipped: 'away' as const,
})

/** Why a post that nobody pressed was turned away, in the words that schedule and line have in common. */
type WhyNot = 'stopped' | 'locked' | 'not-connected' | 'wrong-text' | 'line-full' | 'cannot-record' | 'failed'

const reasons: Partial<Record<FailureCode, WhyNot>> = {
  STOPPED: 'stopped',
  LOCKED: 'locked',
  NOT_CONNECTED: 'not-connected',
  // The room is being changed.
  BUSY: 'not-connected',
  BAD_REQUEST: 'wrong-text',
  QUEUE_FULL: 'line-full',
  CANNOT_RECORD: 'cannot-record',
}

export const whyNot = (error: unknown): WhyNot =>
  (error instanceof ORPCError && reasons[error.code as FailureCode]) || 'failed'
