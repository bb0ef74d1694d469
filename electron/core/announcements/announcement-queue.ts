import type { Halted, QueuedAnnouncement, NewQueuedAnnouncement, UpNext } from '../../../shared/contract/up-next.ts'
import type { Accepted } from '../../../shared/contract/send.ts'
import { iso } from '../../../shared/domain/time.ts'
import { badField, fail } from '../errors/call-errors.ts'
import type { PressOrigin } from '../sends/press.ts'
import type { Policy } from '../policy.ts'
import type { Clock, Log, Random, SettingsStore, Timer } from '../ports.ts'
import { createPerRoomSetting } from '../settings/per-room-setting.ts'
import { refusalReasonOf } from './next-occurrence.ts'

/** Announcements queued by the host and posted one by one, per room. The queue never resumes by itself after a start. */
export interface AnnouncementQueue {
  get(): UpNext
  add(of: NewQueuedAnnouncement): QueuedAnnouncement
  move(id: string, to: number): UpNext
  remove(id: string): QueuedAnnouncement
  /** A press by the host: it uses up a one-press arm, as every press does. */
  postNext(origin: PressOrigin): Promise<Accepted>
  /** Posts the first item now, then one every `everySeconds` until the queue is empty. Rejects as any press does. */
  run(everySeconds: number): Promise<UpNext>
  /** Null = halted by the host. That also clears the reason of an earlier halt. */
  halt(because: Halted | null): UpNext
  /** Stops the run without a reason, because another room is now active and has its own queue. */
  forget(): void
  /** Removes items that the ledger has already recorded: a crash or a restored backup can leave them in the settings. */
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
  post(item: QueuedAnnouncement, by: 'hand' | 'up-next', origin: PressOrigin): Promise<Accepted>
  /** Whether the ledger has a send of this id. */
  isRecorded(id: string): Promise<boolean>
  onChange(): void
}

interface Run {
  everySeconds: number
  /** For display. */
  dueAt: number
  /** On the monotonic clock, so that a late post is recognised although the wall clock was set meanwhile. */
  dueElapsed: number
}

/** Every transition creates a new value, so a post compares values to find out whether its run has ended meanwhile. */
type QueueState =
  | { is: 'idle'; halted: UpNext['halted'] }
  /** The first item of a run is being posted. */
  | { is: 'starting' }
  | { is: 'waiting'; run: Run; timer: Timer }
  | { is: 'posting'; run: Run }

export function createAnnouncementQueue(deps: QueueDeps): AnnouncementQueue {
  const { clock, random, policy, settings } = deps
  const stored = createPerRoomSetting(settings, { key: 'upNext', start: [] })
  let state: QueueState = { is: 'idle', halted: null }
  /** The latest post. Posts run one after another, so that two presses post two items and never one of them twice. */
  let lastPost: Promise<unknown> = Promise.resolve()
  /** The item being posted. It is not listed meanwhile, and returns to its place if the post is refused. */
  let leaving: string | null = null
  /** Items that are posted, although the shorter queue may not be on the disk yet. */
  const posted = new Set<string>()

  const items = (room = deps.room()) => stored.get(room).filter(({ id }) => id !== leaving && !posted.has(id))
  const get = (): UpNext => ({
    items: items(),
    run: 'run' in state ? { everySeconds: state.run.everySeconds, nextAt: iso(state.run.dueAt) } : null,
    halted: state.is === 'idle' ? state.halted : null,
  })
  const save = (next: QueuedAnnouncement[], room = deps.room()) => {
    stored.set(room, [...stored.get(room).filter(({ id }) => id === leaving), ...next])
    deps.onChange()
  }
  const find = (id: string) => {
    const found = items().find((each) => each.id === id)
    if (!found) throw fail('NOT_FOUND', 'That announcement is no longer lined up.')
    return found
  }

  const enter = <State extends QueueState>(next: State): State => {
    if (state.is === 'waiting') clock.clearTimeout(state.timer)
    state = next
    return next
  }
  const waitForNext = (everySeconds: number) => {
    const ms = everySeconds * 1_000
    const run = { everySeconds, dueAt: clock.now() + ms, dueElapsed: clock.elapsed() + ms }
    enter({ is: 'waiting', run, timer: clock.setTimeout(() => void postDue(run), ms) })
    deps.onChange()
  }
  const halt = (because: Halted | null) => {
    enter({ is: 'idle', halted: haltedBy(because) })
    deps.onChange()
    return get()
  }
  /** A queue that does not run keeps the reason of its last halt. */
  const haltedBy = (because: Halted | null): UpNext['halted'] => {
    if (because === null) return null
    if (state.is === 'idle') return state.halted
    return state.is === 'starting' ? null : { at: iso(clock.now()), because }
  }

  /**
   * Records the send first and removes the item afterwards. The send has the item's id, so after a crash the ledger
   * shows whether the item was posted.
   */
  function postFirst(by: 'hand' | 'up-next', origin: PressOrigin = {}): Promise<Accepted> {
    return afterLastPost(async () => {
      const room = deps.room()
      const [first] = items()
      if (!first) throw fail('NOT_FOUND', 'Nothing is lined up. Line an announcement up first.')
      try {
        leaving = first.id
        deps.onChange()
        const accepted = await deps.post(first, by, origin)
        posted.add(first.id)
        return accepted
      } finally {
        leaving = null
        removePosted(room)
      }
    })
  }

  function afterLastPost<T>(work: () => Promise<T>): Promise<T> {
    const done = lastPost.then(work)
    lastPost = done.catch(() => undefined)
    return done
  }

  /** If the disk fails, `posted` still hides the item. */
  function removePosted(room: string) {
    try {
      if (stored.get(room).some(({ id }) => posted.has(id))) save(items(room), room)
      else deps.onChange()
    } catch (error) {
      deps.log.warn('The line could not be kept yet.', { detail: (error as Error).message })
    }
  }

  async function postDue(run: Run) {
    let mine = state
    try {
      if (items().length === 0) return void halt(null)
      if (clock.elapsed() - run.dueElapsed > policy.latestMs) return void halt('late')
      mine = enter({ is: 'posting', run })
      await postFirst('up-next')
      if (state === mine) continueRun(run.everySeconds)
    } catch (error) {
      if (state !== mine) return
      const why = refusalReasonOf(error)
      if (why === 'failed') deps.log.error('The line could not go on.', { detail: (error as Error).message })
      halt(why === 'stopped' ? 'stop' : why)
    }
  }

  function continueRun(everySeconds: number) {
    if (items().length === 0) halt(null)
    else waitForNext(everySeconds)
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
    postNext: (origin) => postFirst('hand', origin),
    async run(everySeconds) {
      halt(null)
      const mine = enter({ is: 'starting' })
      try {
        await postFirst('up-next')
        if (state === mine) continueRun(everySeconds)
      } finally {
        if (state === mine) enter({ is: 'idle', halted: null })
      }
      return get()
    },
    halt,
    forget() {
      enter({ is: 'idle', halted: null })
    },
    settle: () =>
      afterLastPost(async () => {
        const room = deps.room()
        for (const { id } of items(room)) if (await deps.isRecorded(id)) posted.add(id)
        removePosted(room)
      }),
  }
}
