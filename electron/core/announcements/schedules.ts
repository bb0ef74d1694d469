import { fieldProblem } from '../../../shared/domain/field-problems.ts'
import type { NewSchedule, Schedule, Skipped } from '../../../shared/contract/schedules.ts'
import type { Accepted } from '../../../shared/contract/send.ts'
import { iso } from '../../../shared/domain/time.ts'
import { badField, fail } from '../errors/call-errors.ts'
import type { Policy } from '../policy.ts'
import type { Clock, Log, Random, SettingsStore, Timer } from '../ports.ts'
import { createPerRoomSetting } from '../settings/per-room-setting.ts'
import { isTooFar, nextTime, planned, switchedOff, switchedOn, refusalReasonOf } from './next-occurrence.ts'

/** Announcements that are posted automatically at their times. Each room has its own; only those of the active room run. */
export interface Schedules {
  list(): Schedule[]
  add(of: NewSchedule): Schedule
  change(id: string, of: NewSchedule): Schedule
  switch(id: string, enabled: boolean): Schedule
  remove(id: string): Schedule
  /** Switches on the schedules that Giftdeck has switched off. What the host switched off stays off. */
  resume(): void
  /** After STOP, a start or a change of room, no schedule continues until the host resumes it. */
  switchOff(because: NonNullable<Schedule['offBecause']>): void
  close(): void
}

export interface ScheduleDeps {
  clock: Clock
  random: Random
  log: Log
  policy: Policy['announcements']
  settings: SettingsStore
  room(): string
  post(schedule: Schedule): Promise<Accepted>
  isComplete(text: string): boolean
  isArmed(): boolean
  isOnAir(): boolean
  onChange(): void
}

export function createSchedules(deps: ScheduleDeps): Schedules {
  const { clock, random, policy, settings } = deps
  const stored = createPerRoomSetting(settings, { key: 'schedules', start: [] })
  let timer: Timer | null = null
  let closed = false
  /** Why all schedules must be off, while that is not on the disk yet. */
  let pendingSwitchOff: NonNullable<Schedule['offBecause']> | null = null

  const list = (room = deps.room()) => stored.get(room)
  const save = (items: Schedule[], room = deps.room()) => {
    stored.set(room, items)
    deps.onChange()
    waitForNext()
  }
  const find = (id: string) => {
    const found = list().find((each) => each.id === id)
    if (!found) throw fail('NOT_FOUND', 'There is no such scheduled announcement in this room.')
    return found
  }
  const put = (next: Schedule, room = deps.room()) => {
    save(
      list(room).map((each) => (each.id === next.id ? next : each)),
      room,
    )
    return next
  }
  const plan = (of: NewSchedule, { id, last }: Pick<Schedule, 'id' | 'last'>) => {
    const made = planned(of, { id, last, now: clock.now(), fraction: random.fraction() })
    if (!made && of.when.kind === 'every') throw badField('when', "cannot be planned: set this computer's clock first")
    if (!made) throw badField('when.at', fieldProblem('future'))
    return made
  }

  function waitForNext() {
    const times = list().flatMap(({ nextAt }) => (nextAt === null ? [] : [Date.parse(nextAt)]))
    if (times.length === 0) setTimer(null)
    else setTimer(Math.max(0, Math.min(...times) - clock.now()))
  }

  function setTimer(ms: number | null) {
    if (timer !== null) clock.clearTimeout(timer)
    timer = closed || ms === null ? null : clock.setTimeout(runDue, Math.min(policy.longestTimerMs, ms))
  }

  function runDue() {
    try {
      if (pendingSwitchOff !== null) switchAllOff(pendingSwitchOff)
      postDue(clock.now())
      waitForNext()
    } catch (error) {
      deps.log.error('The schedule could not be kept.', { detail: (error as Error).message })
      // Reading the schedules may be what failed, so the next attempt comes after a fixed time.
      setTimer(policy.writeAgainMs)
    }
  }

  function postDue(now: number) {
    for (const each of list()) {
      if (each.nextAt === null) continue
      const due = Date.parse(each.nextAt)
      if (due <= now) postOne(each, due, now)
      else if (isTooFar(each.when, due, now)) put({ ...each, nextAt: nextTime(each.when, now, random.fraction()) })
    }
  }

  /** Stores the next time before it posts. Otherwise a slow post, a crash or a full disk would repeat the post. */
  function postOne(due: Schedule, at: number, now: number) {
    const last = { at: iso(at) }
    const nextAt = due.when.kind === 'once' ? null : nextTime(due.when, now, random.fraction())
    put({ ...due, nextAt, enabled: nextAt !== null, last })
    post(due, last, now - at > policy.latestMs).catch((error: Error) =>
      deps.log.warn('What became of a scheduled post could not be kept.', { detail: error.message }),
    )
  }

  async function post(due: Schedule, last: { at: string }, late: boolean) {
    const room = deps.room()
    const outcome = late ? { skipped: 'late' as const } : await attempt(due)
    // The host may have changed or removed the schedule meanwhile.
    const current = list(room).find(({ id }) => id === due.id)
    if (current && !closed) put({ ...current, last: { ...last, ...outcome } }, room)
  }

  function switchAllOff(because: NonNullable<Schedule['offBecause']>) {
    const before = list()
    const after = before.map((each) => switchedOff(each, because, clock.now()))
    if (after.some((each, index) => each !== before[index])) save(after)
    pendingSwitchOff = null
  }

  async function attempt(due: Schedule): Promise<{ sendId: string } | { skipped: Skipped }> {
    if (due.onlyWhile === 'armed' && !deps.isArmed()) return { skipped: 'not-armed' }
    if (due.onlyWhile === 'on-air' && !deps.isOnAir()) return { skipped: 'not-on-air' }
    if (due.onlyComplete && !deps.isComplete(due.text)) return { skipped: 'values-missing' }
    try {
      return { sendId: (await deps.post(due)).id }
    } catch (error) {
      const skipped = refusalReasonOf(error)
      if (skipped === 'failed') deps.log.error('A scheduled post failed.', { detail: (error as Error).message })
      return { skipped }
    }
  }

  return {
    list: () => list(),
    add(of) {
      const most = policy.mostScheduledCount
      if (list().length >= most)
        throw badField('text', `is one too many: a room schedules at most ${most}; remove one first`)
      const added = plan(of, { id: random.uuid(), last: null })
      save([...list(), added])
      return added
    },
    change: (id, of) => put(plan(of, find(id))),
    switch(id, enabled) {
      const found = find(id)
      return put(plan({ ...found, enabled }, found))
    },
    remove(id) {
      const removed = find(id)
      save(list().filter((each) => each.id !== id))
      return removed
    },
    resume() {
      save(list().map((each) => switchedOn(each, clock.now(), random.fraction())))
      pendingSwitchOff = null
    },
    // STOP and a change of room continue even if the write fails.
    switchOff(because) {
      pendingSwitchOff = because
      runDue()
    },
    close() {
      closed = true
      if (timer !== null) clock.clearTimeout(timer)
    },
  }
}
