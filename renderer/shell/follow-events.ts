import { pause } from '../../shared/domain/pause.ts'
import { isFailed } from '../../shared/domain/send-states.ts'
import type { GiftdeckEvent } from '../../shared/contract/events.ts'
import { loadHistory, applyReading, applyReadings, applyRoomTotals } from '../features/counts/store.ts'
import { applyOnAir } from '../features/on-air/store.ts'
import { applyReceipts, applySnapshot } from '../features/sends/store.ts'
import { applyLastStop, applySafety, applyStatus } from '../features/status/store.ts'
import { client } from '../platform/client.ts'
import { isReceiptExpected } from '../platform/expected-receipts.ts'
import { allResourcesChanged, resourceChanged } from '../platform/resource.ts'
import { flushSync } from 'react-dom'

const againMs = 1_000

function apply(event: GiftdeckEvent) {
  switch (event.kind) {
    case 'snapshot':
      applyStatus(event.status)
      applyReadings(event.readings)
      applyRoomTotals(event.roomTotals)
      applyLastStop(event.stop)
      applyOnAir(event.onAir)
      allResourcesChanged()
      // Ignore the error: the request fails only if the connection was lost, and the next snapshot triggers it again.
      loadHistory().catch(() => undefined)
      return applySnapshot(event.sends, event.history)
    case 'send':
      // All send events are applied together below.
      return undefined
    case 'reading':
      return applyReading(event.reading)
    case 'roomTotals':
      return applyRoomTotals(event.roomTotals)
    case 'lanes':
      return applyStatus(event.status)
    case 'changed':
      return resourceChanged(event.what)
    case 'safety':
      return applySafety(event.safety)
    case 'stop':
      return applyLastStop(event.stop)
    case 'onAir':
      return applyOnAir(event.onAir)
  }
}

function applyAll(events: readonly GiftdeckEvent[]) {
  for (const event of events) apply(event)
  applyReceipts(events.flatMap((event) => (event.kind === 'send' ? [event.send] : [])))
}

/**
 * Follows the server's event stream: a snapshot, then changes. A stream that ends early is requested again. The signal
 * ends only this repetition. The stream itself ends with its connection; cancelling it would write to a closed socket.
 */
export async function followEvents(signal: AbortSignal) {
  const take = gatherEvents(applyAll, signal)
  while (!signal.aborted) {
    try {
      for await (const event of await client.events.watch()) take(event)
    } catch {
      // The connection was lost or the server closed the stream. In both cases the next snapshot corrects the page.
    }
    await pause(againMs)
  }
}

/** Events are collected for two frames, so that a burst becomes one render. */
const shortestMs = 32
/**
 * While events keep arriving, the page renders this often. Nobody can read more, and every render moves all rows of the
 * activity list, which a computer without a free GPU must paint.
 */
const steadyMs = 250
/** The longest pause between two renders, however long a render takes. */
const longestMs = 400
/** After a render the page rests for three times the render's duration, so that it can always handle presses. */
const restPerRender = 3
/**
 * A hidden page collects events for this long, since nobody sees them. It does not collect them until it is visible: some
 * programs show a page in a dock and call it hidden.
 */
const hiddenMs = 2_000

/** Events that must be shown at once. Events that wait are applied with them, in order. */
const urgent: ReadonlySet<GiftdeckEvent['kind']> = new Set(['snapshot', 'safety', 'changed'])

/** Events that can wait while the page is hidden. A failed send cannot, because the page's title counts it. */
const canWait = (event: GiftdeckEvent) =>
  event.kind === 'send'
    ? !isFailed(event.send.state)
    : event.kind === 'lanes' || event.kind === 'reading' || event.kind === 'roomTotals'

/**
 * Collects incoming events and applies them together: the first ones at once, then four times a second, or sooner while
 * the host waits for a receipt. Every event is applied, except meters that newer ones replace. The signal ends it.
 */
export function gatherEvents(show: (events: readonly GiftdeckEvent[]) => void, signal: AbortSignal) {
  let waiting: GiftdeckEvent[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  let timerDue = Infinity
  let shownAt = -Infinity
  let restsUntil = 0

  const flush = () => {
    clearTimeout(timer)
    timerDue = Infinity
    const lastLanes = waiting.findLastIndex(({ kind }) => kind === 'lanes')
    const events = waiting.filter(({ kind }, place) => kind !== 'lanes' || place === lastLanes)
    waiting = []
    shownAt = performance.now()
    // Apply the events synchronously and as one render, so that the duration of the render can be measured.
    flushSync(() => show(events))
    const end = performance.now()
    restsUntil = end + Math.min(longestMs, (end - shownAt) * restPerRender)
  }

  const flushWaiting = () => {
    if (waiting.length > 0) flush()
  }
  const flushOnceVisible = () => {
    if (!document.hidden) flushWaiting()
  }
  document.addEventListener('visibilitychange', flushOnceVisible)
  signal.addEventListener('abort', () => {
    document.removeEventListener('visibilitychange', flushOnceVisible)
    // Apply them before the snapshot of the next connection, which is newer.
    flushWaiting()
  })

  /** Returns when an event is due that arrives now. */
  const dueOf = (event: GiftdeckEvent, now: number) => {
    if (document.hidden && canWait(event)) return now + hiddenMs
    return Math.max(now + shortestMs, restsUntil, isReceiptExpected() ? 0 : shownAt + steadyMs)
  }

  /** Plans the next render, or moves it forward if this event is due before it. */
  const plan = (event: GiftdeckEvent) => {
    const now = performance.now()
    const due = dueOf(event, now)
    if (due >= timerDue) return
    clearTimeout(timer)
    timerDue = due
    timer = setTimeout(flush, due - now)
  }

  return (event: GiftdeckEvent) => {
    waiting.push(event)
    if (urgent.has(event.kind)) flush()
    else plan(event)
  }
}
