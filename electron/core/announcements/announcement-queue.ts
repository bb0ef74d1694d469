import type { Halted, QueuedAnnouncement, NewQueuedAnnouncement, UpNext } from '../../../shared/contract/up-next.ts'
import type { Accepted } from '../../../shared/contract/send.ts'
import { iso } from '../../../shared/domain/time.ts'
import { badField, fail } from '../errors/call-errors.ts'
import type { CallKey } from '../ledger/active-sends.ts'
import type { Policy } from '../policy.ts'
import type { Clock, Log, Random, SettingsStore, Timer } from '../ports.ts'
import { createPerRoomSetting } from '../settings/per-room-setting.ts'
import { whyNot } from './next-occurrence.ts'

/** Announcements queued by the host and posted one by one, per room. The queue never resumes by itself after a start. */
export interface AnnouncementQueue {
  get(): UpNext
  add(of: NewQueuedAnnouncement): QueuedAnnouncement
  move(id: string, to: number): UpNext
  remove(id: string): QueuedAnnouncement
  /** The host's press: it may use up a one-press arm, as any other. */
  postNext(key: CallKey | undefined): Promise<Accepted>
  /** The first goes out now, or the call fails as any press; then one every so many seconds until the line is empty. */
  run(everySeconds: number): Promise<UpNext>
  /** Null = the host's wish, which also puts aside why it halted before. */
  halt(because: Halted | null): UpNext
  /** Stops the queue, because another room's queue must not run. */
  forget(): void
  /** Lets go of what was posted right before a crash, or since the backup was made. */
  settle(): Promise<void>
}

export interface QueueDeps {
  clock: Clock
  random: Random
  log: Log
  policy: Policy['announcements']
  settings: SettingsStore
  room(): string
  /** Records a send under the item's own id. */
  post(item: QueuedAnnouncement, by: 'hand' | 'up-next', key?: CallKey): Promise<Accepted>
  /** Whether the ledger has a send of this id. */
  isRecorded(id: string): Promise<boolean>
  onChange(): void
}

export function createAnnouncementQueue(deps: QueueDeps): AnnouncementQueue {
  const { clock, random, policy, settings } = deps
  const kept = createPerRoomSetting(settings, { key: 'upNext', start: [] })
  /** `dueAt` is shown; `dueElapsed` tells how late a post is, whatever the wall clock was set to meanwhile. */
  let running: { everySeconds: number; dueAt: number; dueElapsed: number; timer: Timer } | null = null
  let halted: UpNext['halted'] = null
  /** Which run this is; one that ended while its post was under way does not go on. */
  let turn = 0
  /** One post at a time: two presses post two items, never one of them twice. */
  let posting: Promise<unknown> = Promise.resolve()

  /** The announcement being posted. It is not listed meanwhile, and returns to its place if the post is refused. */
  let leaving: string | null = null
  /** Already posted, though the shorter queue may not be on the disk yet. */
  const posted = new Set<string>()

  const items = (room = deps.room()) => kept.get(room).filter(({ id }) => id !== leaving && !posted.has(id))
  const get = (): UpNext => ({
    items: items(),
    run: running && { everySeconds: running.everySeconds, nextAt: iso(running.dueAt) },
    halted,
  })
  const save = (next: QueuedAnnouncement[], room = deps.room()) => {
    kept.set(room, [...kept.get(room).filter(({ id }) => id === leaving), ...next])
    deps.onChange()
  }
  const find = (id: string) => {
    const found = items().find((each) => each.id === id)
    if (!found) throw fail('NOT_FOUND', 'That announcement is no longer lined up.')
    return found
  }

  const clear = () => {
    if (running) clock.clearTimeout(running.timer)
    running = null
    turn++
  }
  const plan = (everySeconds: number) => {
    clear()
    const ms = everySeconds * 1_000
    const timer = clock.setTimeout(step, ms)
    running = { everySeconds, dueAt: clock.now() + ms, dueElapsed: clock.elapsed() + ms, timer }
    deps.onChange()
  }
  const halt = (because: Halted | null) => {
    if (because === null) halted = null
    else if (running) halted = { at: iso(clock.now()), because }
    clear()
    deps.onChange()
    return get()
  }

  /** Recorded first and taken out of the line then; its id, which the send bears too, tells after a crash how far it came. */
  function postFirst(by: 'hand' | 'up-next', key?: CallKey): Promise<Accepted> {
    return inTurn(async () => {
      const room = deps.room()
      const [first] = items()
      if (!first) throw fail('NOT_FOUND', 'Nothing is lined up. Line an announcement up first.')
      try {
        leaving = first.id
        deps.onChange()
        const accepted = await deps.post(first, by, key)
        posted.add(first.id)
        return accepted
      } finally {
        leaving = null
        shorten(room)
      }
    })
  }

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = posting.then(work)
    posting = done.catch(() => undefined)
    return done
  }

  /** A posted announcement is kept out of the queue in memory until its removal is on the disk. */
  function shorten(room: string) {
    try {
      if (kept.get(room).some(({ id }) => posted.has(id))) save(items(room), room)
      else deps.onChange()
    } catch (error) {
      deps.log.warn('The line could not be kept yet.', { detail: (error as Error).message })
    }
  }

  async function step() {
    const mine = turn
    try {
      const { everySeconds, dueElapsed } = running!
      if (items().length === 0) return void halt(null)
      if (clock.elapsed() - dueElapsed > policy.latestMs) return void halt('late')
      await postFirst('up-next')
      if (turn !== mine) return
      if (items().length === 0) halt(null)
      else plan(everySeconds)
    } catch (error) {
      if (turn !== mine) return
      const why = whyNot(error)
      if (why === 'failed') deps.log.error('The line could not go on.', { detail: (error as Error).message })
      halt(why === 'stopped' ? 'stop' : why)
    }
  }

  return {
    get,
    add({ at, ...content }) {
      const before = items()
      const most = policy.mostQueuedCount
      if (before.length >= most)
        throw badField('text', `is one too many: at most ${most} can be lined up; post or remove one first`)
      const added = { ...content, id: random.uuid() }
      save(before.toSpliced(at ?? before.length, 0, added))
      return added
    },
    move(id, to) {
      const moved = find(id)
      save(
        items()
          .filter((each) => each.id !== id)
          .toSpliced(to, 0, moved),
      )
      return get()
    },
    remove(id) {
      const removed = find(id)
      save(items().filter((each) => each.id !== id))
      return removed
    },
    postNext: (key) => postFirst('hand', key),
    async run(everySeconds) {
      halt(null)
      const mine = turn
      await postFirst('up-next')
      if (turn === mine && items().length > 0) plan(everySeconds)
      return get()
    },
    halt,
    forget() {
      clear()
      halted = null
    },
    settle: () =>
      inTurn(async () => {
        const room = deps.room()
        for (const { id } of items(room)) if (await deps.isRecorded(id)) posted.add(id)
        shorten(room)
      }),
  }
}
