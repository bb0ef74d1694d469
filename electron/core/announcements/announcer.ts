import { type PostAnnouncement, announcementText } from '../../../shared/contract/announcements.ts'
import type { Resource } from '../../../shared/contract/events.ts'
import type { Accepted } from '../../../shared/contract/send.ts'
import type { Templates } from '../../../shared/contract/templates.ts'
import type { AppDeps } from '../app-deps.ts'
import type { SettingsStore, Clock } from '../ports.ts'
import { createSchedules, type Schedules } from './schedules.ts'
import { createAnnouncementQueue, type AnnouncementQueue } from './announcement-queue.ts'
import type { Send } from '../ledger/send.ts'
import { press, type PressOrigin } from '../sends/press.ts'
import { templatePieces, templateValues } from '../../../shared/domain/templates.ts'
import { badField } from '../errors/call-errors.ts'
import type { ActiveRoom } from '../rooms/active-room.ts'
import { createPerRoomSetting, type PerRoomSetting } from '../settings/per-room-setting.ts'

/** Posts announcements: at once, from the queue, or by schedule. All are filled with the same template values. */
export interface Announcer {
  post(of: PostAnnouncement, origin: PressOrigin): Promise<Accepted>
  templates(): Templates
  setTemplates(next: Templates): Templates
  schedules: Schedules
  queue: AnnouncementQueue
  /** Call it after a start, a change of room or a restored backup. The queue and the schedules then wait for the host. */
  begin(because: 'restart' | 'room' | 'backup'): void
  /** Halts the queue and switches the schedules off. */
  stop(): void
  close(): void
}

interface AnnouncerDeps extends AppDeps {
  settings: SettingsStore
  changed(what: Resource): void
  goalLeft(): number | null
  isOnAir(): boolean
}

export function createAnnouncer(deps: AnnouncerDeps): Announcer {
  const { clock, random, log, settings } = deps
  const stored = createTemplates(settings)
  const room = () => deps.room().config.name
  const fill = createFill({ clock, templates: stored, room: () => deps.room(), goalLeft: () => deps.goalLeft() })
  const common = { clock, random, log, policy: deps.policy.announcements, settings, room }

  const schedules = createSchedules({
    ...common,
    post: async (due) => postAnnouncement(deps, { ...due, text: fill(due.text) }, {}, { by: 'schedule' }),
    isComplete: (text) => fill.isComplete(text),
    isArmed: () => deps.lock.openUntil() !== null,
    isOnAir: () => deps.isOnAir(),
    onChange: () => deps.changed('schedules'),
  })
  const queue = createAnnouncementQueue({
    ...common,
    post: async (item, by, origin) =>
      postAnnouncement(deps, { ...item, text: fill(item.text) }, origin, { id: item.id, ...(by !== 'hand' && { by }) }),
    isRecorded: async (id) => (deps.activeSends.seen(id) ?? (await deps.ledger.get(id))) !== null,
    onChange: () => deps.changed('upNext'),
  })

  return {
    post: async (of, origin) => postAnnouncement(deps, of.fill === true ? { ...of, text: fill(of.text) } : of, origin),
    templates: () => stored.get(room()),
    setTemplates(next) {
      stored.set(room(), next)
      deps.changed('templates')
      return next
    },
    schedules,
    queue,
    begin(because) {
      queue.forget()
      queue
        .settle()
        .catch((error: Error) => log.warn('The line could not be compared with the ledger.', { detail: error.message }))
      schedules.switchOff(because)
    },
    stop() {
      queue.halt('stop')
      schedules.switchOff('stop')
    },
    close() {
      queue.forget()
      schedules.close()
    },
  }
}

/** Posts to the Tencent room. The default sender is the room's receiver, which is the host. */
async function postAnnouncement(
  deps: AppDeps,
  { text, extensionInfo, from }: Omit<PostAnnouncement, 'fill'>,
  origin: PressOrigin,
  known: Partial<Pick<Send, 'id' | 'by'>> = {},
): Promise<Accepted> {
  const room = deps.room()
  room.connection('tencent')
  const announcement = {
    text,
    from: from ?? room.config.tencent!.receiver,
    ...(extensionInfo !== undefined && { extensionInfo: asJsonText(extensionInfo) }),
  }
  return press(deps, 'tencent', { kind: 'announcement', announcement, ...known }, origin)
}

/** The contract has checked that a string is JSON text. */
const asJsonText = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value))

interface Fill {
  /** The text with the present values. Throws BAD_REQUEST if the result is empty or too long. */
  (text: string): string
  /** Every variable in the text has a value now. */
  isComplete(text: string): boolean
}

function createFill(deps: {
  clock: Clock
  templates: StoredTemplates
  room(): ActiveRoom
  /** What is missing to the first goal; null if there is no goal or no count yet. */
  goalLeft(): number | null
}): Fill {
  const pieces = (text: string) => {
    const { config, connections } = deps.room()
    const count = connections.flatMap(({ counts }) => counts?.readings() ?? [])[0]?.totalCount ?? null
    const own = deps.templates.get(config.name).variables
    const values = templateValues({ room: config.name, now: deps.clock.now(), count, goalLeft: deps.goalLeft(), own })
    return templatePieces(text, values)
  }
  const fill = (text: string) => {
    const filled = announcementText.safeParse(
      pieces(text)
        .map((piece) => piece.text)
        .join(''),
    )
    if (!filled.success) throw badField('text', filled.error.issues[0]!.message)
    return filled.data
  }
  return Object.assign(fill, { isComplete: (text: string) => pieces(text).every(({ kind }) => kind !== 'missing') })
}

type StoredTemplates = PerRoomSetting<Templates>

/** A new room has no templates. The page offers examples in the host's language. */
const createTemplates = (settings: SettingsStore): StoredTemplates =>
  createPerRoomSetting(settings, { key: 'templates', start: { templates: [], variables: [] } })
