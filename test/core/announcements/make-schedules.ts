import { createSchedules, type Schedules } from '../../../electron/core/announcements/schedules.ts'
import { policy } from '../../../electron/core/policy.ts'
import type { SettingsStore } from '../../../electron/core/ports.ts'
import { systemRandom } from '../../../electron/core/platform/system.ts'
import type { NewSchedule, Schedule } from '../../../shared/contract/schedules.ts'
import { makeFakeClock, type FakeClock } from '../../support/fake-clock.ts'
import { keepingLog, memorySettings } from '../../support/make-app.ts'

const startAt = Date.UTC(2026, 5, 1, 12)
export const at = (minutes: number) => new Date(startAt + minutes * 60_000).toISOString()

export const every = (minutes: number, jitterSeconds = 0): NewSchedule => ({
  text: `Every ${minutes}`,
  when: { kind: 'every', minutes, jitterSeconds },
  onlyWhile: 'always',
  onlyComplete: false,
  enabled: true,
})
export const once = (minutes: number): NewSchedule => ({
  ...every(1),
  text: 'Once',
  when: { kind: 'once', at: at(minutes) },
})

/** A scheduler on its own clock; `posts` records when it posted, in minutes since the start. */
export function makeSchedules(
  of: {
    clock?: FakeClock
    settings?: SettingsStore
    fraction?: () => number
    post?: (schedule: Schedule) => Promise<void>
    isArmed?: () => boolean
    isOnAir?: () => boolean
    isComplete?: () => boolean
  } = {},
) {
  const clock = of.clock ?? makeFakeClock(startAt)
  const settings = of.settings ?? memorySettings()
  const posts: { text: string; minute: number }[] = []
  let room = 'Studio'
  const schedules: Schedules = createSchedules({
    clock,
    random: { ...systemRandom, fraction: of.fraction ?? (() => 0.5) },
    log: keepingLog(),
    policy: policy.announcements,
    settings,
    room: () => room,
    async post(schedule) {
      posts.push({ text: schedule.text, minute: (clock.now() - startAt) / 60_000 })
      await of.post?.(schedule)
      return { id: `send-${posts.length}`, seq: posts.length, state: 'queued' }
    },
    isComplete: of.isComplete ?? (() => true),
    isArmed: of.isArmed ?? (() => false),
    isOnAir: of.isOnAir ?? (() => false),
    onChange: () => undefined,
  })
  return {
    schedules,
    clock,
    settings,
    posts,
    minutes: () => posts.map(({ minute }) => minute),
    enter: (next: string) => {
      room = next
      schedules.switchOff('room')
    },
  }
}

export const minute = 60_000
