import type { GiftdeckEvent } from '../../shared/contract/events.ts'
import type { Receipt } from '../../shared/contract/send.ts'
import { applyReading, applyReadings, applyRoomTotals } from '../features/counts/store.ts'
import { applyReceipts } from '../features/sends/store.ts'
import { applySafety, applyStatus } from '../features/status/store.ts'
import { client } from './client.ts'
import { everythingChanged, keptChanged } from './kept.ts'

const againMs = 1_000
/** Two frames: a burst of receipts becomes one render. */
const gatherMs = 32

let gathered: Receipt[] = []
let flush: ReturnType<typeof setTimeout> | undefined

function gather(receipt: Receipt) {
  gathered.push(receipt)
  flush ??= setTimeout(() => {
    flush = undefined
    applyReceipts(gathered)
    gathered = []
  }, gatherMs)
}

function apply(event: GiftdeckEvent) {
  switch (event.kind) {
    case 'snapshot':
      applyStatus(event.status)
      applyReadings(event.readings)
      applyRoomTotals(event.roomTotals)
      everythingChanged()
      return applyReceipts(event.sends)
    case 'send':
      return gather(event.send)
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
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/**
 * The one subscription of the page: snapshot first, then changes, begun again whenever it ends early. The signal ends
 * the beginning again; the stream itself ends with its line, and cancelling it there would write to a closed socket.
 */
export async function followEvents(signal: AbortSignal) {
  while (!signal.aborted) {
    try {
      for await (const event of await client.events.watch()) apply(event)
    } catch {
      // The line is gone or the host closed the stream; either way the next snapshot puts everything right.
    }
    await pause(againMs)
  }
}
