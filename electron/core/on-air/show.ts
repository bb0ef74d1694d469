import type { Reading } from '../../../shared/contract/counts.ts'
import type { Show } from '../../../shared/contract/on-air.ts'
import { isEnded } from '../../../shared/domain/send-states.ts'
import { iso } from '../../../shared/domain/time.ts'
import type { ActiveSends } from '../ledger/active-sends.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { Send } from '../ledger/send.ts'
import type { Clock, Log } from '../ports.ts'
import type { RoomConfig } from '../rooms/room-config.ts'

/** Sums up what was sent during a show. The sum is recorded with the session in which the show ended. */
export interface ShowRecorder {
  begin(): void
  /** `onRecorded` is called once the sum is on the disk. */
  end(onRecorded: () => void): void
  last(): Show | null
  /** The receipts were erased. */
  forget(): void
  /** A reading of the room's own receiver. */
  take(reading: Reading): void
}

/** The count of the room's receiver from the start of a show on. */
interface Count {
  room: string
  receiver: string
  /** The total of the first reading with one; null before it. */
  first: number | null
  /** The last reading, and the pieces of it that Giftdeck delivered since the first one. */
  last: Reading
  ours: number
  readAt: number
  longestGapMs: number
}

interface Running {
  startedAt: number
  /** The sends that have not ended. The others are in `ended` only, because a show may have a hundred thousand. */
  open: Map<string, Send>
  ended: Partial<Record<Send['state'], number>>
  count: Count | null
}

export function createShowRecorder(deps: {
  clock: Clock
  log: Log
  ledger: Ledger
  activeSends: ActiveSends
  room(): RoomConfig
  session(): string
  readings(): Reading[]
}): ShowRecorder {
  const { clock, ledger, log } = deps
  let running: Running | null = null
  let last: Show | null = null

  deps.activeSends.onChange((send) => {
    if (!running) return
    const { open, ended } = running
    if (send.seq !== send.pressed && !open.has(send.id)) return
    if (!isEnded(send.state)) return void open.set(send.id, send)
    open.delete(send.id)
    ended[send.state] = (ended[send.state] ?? 0) + 1
  })

  /** Null where the vendor has no totals: counts made of receipts hold no gifts of others. */
  const begunCount = (reading: Reading | undefined): Count | null =>
    reading?.source === 'vendor'
      ? {
          room: deps.room().name,
          receiver: reading.receiver,
          first: reading.totalCount,
          last: reading,
          ours: 0,
          readAt: clock.elapsed(),
          longestGapMs: 0,
        }
      : null

  /** A gift of ours was delivered after the last reading was requested, so nobody knows whether that reading has it. */
  const isOursLater = () => {
    const [now] = deps.readings()
    return now?.fromGiftdeck !== now?.fromGiftdeckInTotal
  }

  const sumUp = ({ startedAt, open, ended, count }: Running): Show => {
    const number = (state: Send['state']) =>
      (ended[state] ?? 0) + [...open.values()].filter((send) => send.state === state).length
    const { name, environment } = deps.room()
    const isSameRoom = count?.room === name
    return {
      startedAt: iso(startedAt),
      endedAt: iso(clock.now()),
      room: name,
      environment,
      sent: open.size + Object.values(ended).reduce((sum, each) => sum + each, 0),
      delivered: number('delivered'),
      refused: number('refused'),
      unknown: number('unknown'),
      riseOfOthers: isSameRoom && !isOursLater() ? riseOfOthers(count, open) : null,
      longestWithoutReadingMs: isSameRoom ? Math.max(count.longestGapMs, clock.elapsed() - count.readAt) : null,
    }
  }

  return {
    last: () => last,
    forget: () => void (last = null),
    begin() {
      running = { startedAt: clock.now(), open: new Map(), ended: {}, count: begunCount(deps.readings()[0]) }
    },
    end(onRecorded) {
      if (!running) return
      const show = sumUp(running)
      running = null
      last = show
      ledger
        .record({ changes: [], session: { show: { id: deps.session(), show } } })
        .then(onRecorded, (error: Error) =>
          log.warn('The summary of a show could not be recorded.', { detail: error.message }),
        )
    },
    take(reading) {
      if (!running || reading.receiver !== deps.readings()[0]?.receiver) return
      running.count ??= begunCount(reading)
      if (running.count) follow(running.count, reading)
    },
  }

  function follow(count: Count, reading: Reading) {
    if (reading.at !== count.last.at) {
      const now = clock.elapsed()
      count.longestGapMs = Math.max(count.longestGapMs, now - count.readAt)
      count.readAt = now
    }
    count.first ??= reading.totalCount
    // A new baseline starts the share of Giftdeck over. It is published at once, with the totals of the last reading.
    if (reading.baseline?.at === count.last.baseline?.at)
      count.ours += reading.fromGiftdeckInTotal - count.last.fromGiftdeckInTotal
    count.last = reading
  }
}

/** Null while one of our own gifts may or may not be part of the totals. */
function riseOfOthers({ first, last, ours }: Count, open: ReadonlyMap<string, Send>): number | null {
  const isSettled = ![...open.values()].some(({ kind, vendor }) => kind === 'gift' && vendor === last.vendor)
  if (first === null || last.totalCount === null || !isSettled) return null
  return Math.max(0, last.totalCount - first - ours)
}
