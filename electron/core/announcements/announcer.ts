import type { PostAnnouncement } from '../../../shared/contract/announcements.ts'
import type { Kept } from '../../../shared/contract/events.ts'
import type { Accepted } from '../../../shared/contract/send.ts'
import type { Templates } from '../../../shared/contract/templates.ts'
import type { AppParts } from '../app-parts.ts'
import type { CallKey } from '../ledger/book.ts'
import type { SettingsStore } from '../ports.ts'
import { createFill } from './fill.ts'
import { postAnnouncement } from './post-announcement.ts'
import { createSchedules, type Schedules } from './schedules.ts'
import { createTemplates } from './templates.ts'
import { createLine, type Line } from './up-next.ts'

/** Everything about announcements: posted now, lined up, or at their times, all filled by the same templates. */
export interface Announcer {
  post(of: PostAnnouncement, key: CallKey | undefined): Promise<Accepted>
  templates(): Templates
  setTemplates(next: Templates): Templates
  schedules: Schedules
  line: Line
  /** A start, another room or what a backup held: nothing of an earlier time goes on by itself. */
  begin(because: 'restart' | 'room' | 'backup'): void
  /** STOP. */
  stop(): void
  close(): void
}

export function createAnnouncer(
  parts: AppParts,
  lent: { settings: SettingsStore; changed(what: Kept): void; goalLeft(): number | null },
): Announcer {
  const { clock, random, log } = parts
  const { settings } = lent
  const kept = createTemplates(settings)
  const room = () => parts.room().config.name
  const fill = createFill({ clock, templates: kept, room: () => parts.room(), goalLeft: () => lent.goalLeft() })
  const common = { clock, random, log, policy: parts.policy.announcements, settings, room }

  const schedules = createSchedules({
    ...common,
    post: async (due) => postAnnouncement(parts, { ...due, text: fill(due.text) }, { by: 'schedule' }),
    isComplete: (text) => fill.isComplete(text),
    isArmed: () => parts.lock.openUntil() !== null,
    onChange: () => lent.changed('schedules'),
  })
  const line = createLine({
    ...common,
    post: async (item, by, key) =>
      postAnnouncement(parts, { ...item, text: fill(item.text) }, { id: item.id, key, ...(by !== 'hand' && { by }) }),
    isRecorded: async (id) => (parts.book.seen(id) ?? (await parts.ledger.get(id))) !== null,
    onChange: () => lent.changed('upNext'),
  })

  return {
    post: async (of, key) => postAnnouncement(parts, of.fill === true ? { ...of, text: fill(of.text) } : of, { key }),
    templates: () => kept.get(room()),
    setTemplates(next) {
      kept.set(room(), next)
      lent.changed('templates')
      return next
    },
    schedules,
    line,
    begin(because) {
      line.forget()
      line
        .settle()
        .catch((error: Error) => log.warn('The line could not be compared with the ledger.', { detail: error.message }))
      schedules.switchOff(because)
    },
    stop() {
      line.halt('stop')
      schedules.switchOff('stop')
    },
    close() {
      line.forget()
      schedules.close()
    },
  }
}
