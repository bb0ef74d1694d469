import { withEventMeta } from '@orpc/server'
import type { Reading, RoomTotals } from '../../../shared/contract/counts.ts'
import { allResources, type GiftdeckEvent, type Resource } from '../../../shared/contract/events.ts'
import type { OnAir } from '../../../shared/contract/on-air.ts'
import type { LastStop, Safety } from '../../../shared/contract/safety.ts'
import type { Status } from '../../../shared/contract/status.ts'
import type { ActiveSends } from '../ledger/active-sends.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { toReceipt } from '../ledger/send.ts'
import type { Policy } from '../policy.ts'
import type { Clock, Log } from '../ports.ts'
import { costOf, type SendBacklog } from './send-backlog.ts'
import { runSafely } from '../platform/run-safely.ts'
import type { Slices } from '../platform/slices.ts'
import { createBroadcast } from './broadcast.ts'

/** The event stream for the window, docks and API clients: a snapshot first, then every change. */
export interface EventStream {
  reading(reading: Reading): void
  roomTotals(totals: RoomTotals): void
  safety(safety: Safety): void
  onAir(onAir: OnAir): void
  /** A send that the last STOP affected has changed. Simultaneous changes are published together. */
  stopMoved(): void
  /** Connections or lanes have changed. Simultaneous changes are published together. */
  lanesMoved(): void
  /** Stored data has changed. Clients that show it should fetch it again. */
  changed(what: Resource): void
  /** Publishes a new snapshot after a change of room. */
  restart(): void
  /** Publishes a new snapshot after an erase. Subscribers must discard everything they received before. */
  erased(): void
  /**
   * Resumes after the given event id, if any. Items that wait
   * for the subscriber count as unsent bytes of its connection.
   */
  watch(
    lastEventId: string | undefined,
    signal: AbortSignal | undefined,
    unsent?: SendBacklog,
  ): AsyncGenerator<GiftdeckEvent>
  /** The same as JSON with its id. All subscribers share the text of one event. */
  watchJson(...of: Parameters<EventStream['watch']>): AsyncGenerator<EventJson>
  /** The number of current subscribers. */
  watchers(): number
}

/** One event as JSON text. */
interface EventJson {
  id: string
  json: string
}

interface Followed {
  id: string
  event: GiftdeckEvent
  json: () => string
}

export function createEventStream(deps: {
  activeSends: ActiveSends
  ledger: Ledger
  clock: Clock
  log: Log
  slices: Slices
  policy: Pick<Policy, 'events' | 'ledger' | 'server'>
  runId: string
  status(): Promise<Status>
  safety(): Safety
  readOnAir(): OnAir
  lastStop(): Promise<LastStop | null>
  readings(): Reading[]
  roomTotals(): RoomTotals | null
}): EventStream {
  const { activeSends, ledger, clock, log, slices } = deps
  const { lanesEveryMs, snapshotSendsCount, longestResumeCount } = deps.policy.events
  const broadcast = createBroadcast<GiftdeckEvent | 'restart'>(deps.policy.server)
  let seq = ledger.lastSeq()
  let lanesPlanned = false
  let erasures = 0
  /** A subscriber whose last event is older than this must discard what it received. */
  let erasedUpTo = -1

  // The publisher's work is already done, so a failing subscriber must not make it fail.
  const publish = (event: GiftdeckEvent | 'restart') =>
    runSafely(log, 'An event could not be published.', () => broadcast.publish(event))

  activeSends.onChange((send) => {
    seq = Math.max(seq, send.seq)
    // Most of the work of an event is its receipt.
    if (broadcast.watchers() > 0) publish({ kind: 'send', seq: send.seq, send: toReceipt(send) })
  })

  const publishLanes = async () => {
    lanesPlanned = false
    const status = await deps.status()
    publish({ kind: 'lanes', seq, status })
    // The use of a lane falls without an event, as the last second passes. So it is published again until it is 0. The
    // lane of `get_gift_count` does not count, because polling keeps it in use all the time.
    if (status.lanes.some((lane) => lane.used > 0 && lane.api !== 'get_gift_count')) planLanes()
  }
  const planLanes = () => {
    if (lanesPlanned || broadcast.watchers() === 0) return
    lanesPlanned = true
    clock.setTimeout(publishLanes, lanesEveryMs)
  }

  let stopPlanned = false
  const publishStop = async () => {
    stopPlanned = false
    publish({ kind: 'stop', seq, stop: await deps.lastStop() })
  }
  const planStop = () => {
    if (stopPlanned || broadcast.watchers() === 0) return
    stopPlanned = true
    clock.setTimeout(publishStop, lanesEveryMs)
  }

  async function snapshot(): Promise<GiftdeckEvent> {
    const at = seq
    const sends = await ledger.newest(snapshotSendsCount)
    const status = await deps.status()
    const stop = await deps.lastStop()
    return {
      kind: 'snapshot',
      history: `${deps.runId}.${erasures}`,
      seq: Math.max(at, sends.at(-1)?.seq ?? 0),
      status,
      readings: deps.readings(),
      roomTotals: deps.roomTotals(),
      stop,
      onAir: deps.readOnAir(),
      sends: sends.map((send) => toReceipt(activeSends.view(send))),
    }
  }

  /**
   * The changes since `after`. Null where they are too many, were erased, or where this ledger never gave out that id.
   */
  async function missed(after: number): Promise<MissedEvent[] | null> {
    if (!Number.isSafeInteger(after) || after <= erasedUpTo || after < 0 || after > ledger.lastSeq()) return null
    const events: MissedEvent[] = []
    const limit = deps.policy.ledger.largestBatchCount
    for (let from = after; events.length < longestResumeCount;) {
      const page = await ledger.after(from, limit)
      for (const send of page) {
        if (slices.isOver()) await slices.next()
        const event = { kind: 'send' as const, seq: send.seq, send: toReceipt(activeSends.view(send)) }
        events.push({ event, cost: costOf(JSON.stringify(event)) })
      }
      if (page.length < limit) return events
      from = page.at(-1)!.seq
    }
    return null
  }

  async function* follow(...[lastEventId, signal, unsent]: Parameters<EventStream['watch']>): AsyncGenerator<Followed> {
    const changes = broadcast.subscribe({ signal, unsent })
    let sent = 0
    const withId = (event: GiftdeckEvent, sharedJson?: () => string): Followed => {
      sent = Math.max(sent, event.seq)
      if (sharedJson && event.seq === sent) return { id: String(sent), event, json: sharedJson }
      const numbered = { ...event, seq: sent }
      return { id: String(sent), event: numbered, json: () => JSON.stringify(numbered) }
    }
    try {
      const resumed = lastEventId === undefined ? null : await missed(Number(lastEventId))
      if (resumed) {
        sent = Number(lastEventId)
        for (const event of counted(resumed, unsent)) {
          if (slices.isOver()) await slices.next()
          yield withId(event)
        }
        // These kinds of events are not numbered, so it is unknown which were missed. The current state replaces
        // them.
        const status = await deps.status()
        yield withId({ kind: 'lanes', seq: sent, status })
        yield withId({ kind: 'safety', seq: sent, safety: deps.safety() })
        yield withId({ kind: 'stop', seq: sent, stop: await deps.lastStop() })
        yield withId({ kind: 'onAir', seq: sent, onAir: deps.readOnAir() })
        for (const what of allResources) yield withId({ kind: 'changed', seq: sent, what })
        for (const reading of deps.readings()) yield withId({ kind: 'reading', seq: sent, reading })
      } else yield withId(await snapshot())
      for (let change = await changes.next(); change !== null; change = await changes.next()) {
        const { item } = change
        if (item === 'restart') yield withId(await snapshot())
        else if (item.kind !== 'send' || item.seq > sent) yield withId(item, change.json)
      }
    } finally {
      changes.stop()
    }
  }

  return {
    watchers: () => broadcast.watchers(),
    reading: (reading) => publish({ kind: 'reading', seq, reading }),
    roomTotals: (totals) => publish({ kind: 'roomTotals', seq, roomTotals: totals }),
    safety: (safety) => publish({ kind: 'safety', seq, safety }),
    onAir: (onAir) => publish({ kind: 'onAir', seq, onAir }),
    changed: (what) => publish({ kind: 'changed', seq, what }),
    lanesMoved: planLanes,
    stopMoved: planStop,
    restart: () => publish('restart'),
    erased() {
      erasures += 1
      erasedUpTo = ledger.lastSeq()
      publish('restart')
    },
    async *watch(...of) {
      for await (const { id, event } of follow(...of)) yield withEventMeta(event, { id })
    },
    async *watchJson(...of) {
      for await (const { id, json } of follow(...of)) yield { id, json: json() }
    },
  }
}

interface MissedEvent {
  event: GiftdeckEvent
  /** In bytes. */
  cost: number
}

/** Missed events stay in memory until the subscriber reads them, so they count as unsent bytes like new ones. */
function* counted(events: readonly MissedEvent[], unsent: SendBacklog | undefined) {
  let left = events.reduce((sum, { cost }) => sum + cost, 0)
  unsent?.add(left)
  try {
    for (const { event, cost } of events) {
      left -= cost
      unsent?.remove(cost)
      yield event
    }
  } finally {
    unsent?.remove(left)
  }
}
