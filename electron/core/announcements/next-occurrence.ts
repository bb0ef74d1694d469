import type { NewSchedule, Schedule, When } from '../../../shared/contract/schedules.ts'
import { isIso, iso, minuteMs } from '../../../shared/domain/time.ts'
import { ORPCError } from '@orpc/server'
import type { FailureCode } from '../../../shared/contract/call.ts'

/**
 * The next time that a schedule is due. Null if its only time is over, or if the clock shows a year so late that the
 * time cannot be written in ISO 8601. `fraction` selects the jitter: 0 <= x < 1.
 */
export function nextTime(when: When, now: number, fraction: number): string | null {
  if (when.kind === 'once') return Date.parse(when.at) > now ? iso(Date.parse(when.at)) : null
  const next = now + when.minutes * minuteMs + Math.round((fraction * 2 - 1) * when.jitterSeconds * 1_000)
  return isIso(next) ? iso(next) : null
}

/** The time is farther away than the schedule allows, so the computer's clock was set back since it was planned. */
export const isTooFar = (when: When, due: number, now: number) =>
  when.kind === 'every' && due - now > when.minutes * minuteMs + when.jitterSeconds * 1_000

/** The schedule as the host has saved it, with its next time; null if it has no next time. */
export function planned(
  of: NewSchedule,
  { id, last, now, fraction }: Pick<Schedule, 'id' | 'last'> & { now: number; fraction: number },
): Schedule | null {
  const nextAt = of.enabled ? nextTime(of.when, now, fraction) : null
  return of.enabled && nextAt === null ? null : { ...of, id, last, nextAt, offBecause: null }
}

/** Switches a waiting schedule off until the host resumes it. If its only time has passed, it is recorded as missed. */
export function switchedOff(each: Schedule, because: NonNullable<Schedule['offBecause']>, now: number): Schedule {
  if (each.nextAt === null) return each
  return isOver(each.when, now)
    ? { ...each, enabled: false, nextAt: null, last: missed(each, now) }
    : { ...each, enabled: false, nextAt: null, offBecause: because }
}

/** Resumes a schedule that Giftdeck has switched off. What the host switched off stays off. */
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

/** The reason why an automatic post was refused. Schedules and the announcement queue use the same codes. */
type RefusalReason = 'stopped' | 'locked' | 'not-connected' | 'wrong-text' | 'line-full' | 'cannot-record' | 'failed'

const reasons: Partial<Record<FailureCode, RefusalReason>> = {
  STOPPED: 'stopped',
  LOCKED: 'locked',
  NOT_CONNECTED: 'not-connected',
  // The room is being changed.
  BUSY: 'not-connected',
  BAD_REQUEST: 'wrong-text',
  QUEUE_FULL: 'line-full',
  CANNOT_RECORD: 'cannot-record',
}

export const refusalReasonOf = (error: unknown): RefusalReason =>
  (error instanceof ORPCError && reasons[error.code as FailureCode]) || 'failed'
