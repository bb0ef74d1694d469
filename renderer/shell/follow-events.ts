import { pause } from '../../shared/domain/pause.ts'
import type { GiftdeckEvent } from '../../shared/contract/events.ts'
import { loadHistory, applyReading, applyReadings, applyRoomTotals } from '../features/counts/store.ts'
import { applyReceipts, applySnapshot } from '../features/sends/store.ts'
import { applyLastStop, applySafety, applyStatus } from '../features/status/store.ts'
import { client } from '../platform/client.ts'
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
      allResourcesChanged()
      // A lost line is the only cause to fail, and the next snapshot asks again.
      loadHistory().catch(() => undefined)
      return applySnapshot(event.sends, event.history)
    case 'send':
      // Together, below.
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
  }
}

function applyAll(events: readonly GiftdeckEvent[]) {
  for (const event of events) apply(event)
  applyReceipts(events.flatMap((event) => (event.kind === 'send' ? [event.send] : [])))
}

/**
 * The one subscription of the page: snapshot first, then changes, begun again whenever it ends early. The signal ends
 * the beginning again; the stream itself ends with its line, and cancelling it there would write to a closed socket.
 */
export async function followEvents(signal: AbortSignal) {
  const take = gatherEvents(applyAll)
  while (!signal.aborted) {
    try {
      for await (const event of await client.events.watch()) take(event)
    } catch {
      // The line is gone or the host closed the stream; either way the next snapshot puts everything right.
    }
    await pause(againMs)
  }
}

/** Two frames: a burst becomes one render. */
const shortestMs = 32
/** However busy a storm is, the page is up to date within this. */
const longestMs = 400
/** A render is followed by three times its own length of rest, so that presses always find the page free. */
const restPerRender = 3

/** What a host must see at once; everything that waits is shown with it, in order. */
const urgent: ReadonlySet<GiftdeckEvent['kind']> = new Set(['snapshot', 'safety', 'changed'])

/** Gathers what comes in and hands it on together. Every event is handed on, except meters that newer ones replace. */
export function gatherEvents(show: (events: readonly GiftdeckEvent[]) => void) {
  let waiting: GiftdeckEvent[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  let notBefore = 0

  const flush = () => {
    clearTimeout(timer)
    timer = undefined
    const lastLanes = waiting.findLastIndex(({ kind }) => kind === 'lanes')
    const events = waiting.filter(({ kind }, place) => kind !== 'lanes' || place === lastLanes)
    waiting = []
    const start = performance.now()
    // At once and as one render, so that its length is known.
    flushSync(() => show(events))
    const end = performance.now()
    notBefore = end + Math.min(longestMs, (end - start) * restPerRender)
  }

  return (event: GiftdeckEvent) => {
    waiting.push(event)
    if (urgent.has(event.kind)) flush()
    else timer ??= setTimeout(flush, Math.max(shortestMs, notBefore - performance.now()))
  }
}
