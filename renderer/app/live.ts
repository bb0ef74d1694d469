import type { GiftdeckEvent } from '../../shared/contract/events.ts'
import { loadHistory } from '../features/counts/session-history.ts'
import { applyReading, applyReadings, applyRoomTotals } from '../features/counts/store.ts'
import { applyReceipts, applySnapshot } from '../features/sends/store.ts'
import { applyLastStop, applySafety, applyStatus } from '../features/status/store.ts'
import { client } from './client.ts'
import { gatherEvents } from './gather-events.ts'
import { everythingChanged, keptChanged } from './kept.ts'

const againMs = 1_000

function apply(event: GiftdeckEvent) {
  switch (event.kind) {
    case 'snapshot':
      applyStatus(event.status)
      applyReadings(event.readings)
      applyRoomTotals(event.roomTotals)
      applyLastStop(event.stop)
      everythingChanged()
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
      return keptChanged(event.what)
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

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

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
