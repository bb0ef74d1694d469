import type { Reading } from '../../shared/contract/counts.ts'
import type { DeckAnswer, KeyTotals } from '../../shared/contract/deck.ts'
import type { GiftdeckEvent } from '../../shared/contract/events.ts'
import type { Receipt } from '../../shared/contract/send.ts'
import type { Status } from '../../shared/contract/status.ts'
import type { Templates } from '../../shared/contract/templates.ts'
import { piecesOf } from '../../shared/domain/pieces.ts'

/** What Giftdeck shows, as last known. */
export interface View {
  status: Status
  deck: DeckAnswer
  templates: Templates['templates']
  readings: readonly Reading[]
  /** The delivered pieces of a key in this session. */
  piecesOfKey(id: string): number
  /** The newest receipt of a key of this room, whichever device pressed. */
  lastOfKey(id: string): Receipt | undefined
  /** The receipt of a send, if it is among the newest. An unknown send may still become delivered. */
  receipt(id: string): Receipt | undefined
}

/** The resources that the view loads by request. */
export interface Loaded {
  deck: DeckAnswer
  templates: Templates['templates']
  totals: KeyTotals
}

/** Receipts in memory. Older ones are only needed by the call that waits for them. */
const keptReceiptsCount = 1_000

const isSameReading = (a: Reading, b: Reading) =>
  a.vendor === b.vendor && a.roomId === b.roomId && a.receiver === b.receiver

/** Collects the events of Giftdeck into a view. */
export function createView(onReceipt: (receipt: Receipt) => void) {
  let status: Status | null = null
  let loaded: Loaded | null = null
  let readings: readonly Reading[] = []
  /** By send id, in the order of the first event. */
  const receipts = new Map<string, Receipt>()
  const lastOfKey = new Map<string, Receipt>()
  /** Delivered sends that the loaded totals may not include. */
  let delivered: Receipt[] = []

  const keyOf = ({ key }: Receipt) => key && `${key.room}\n${key.id}`

  function takeReceipt(receipt: Receipt) {
    const before = receipts.get(receipt.id)
    if (before && before.seq >= receipt.seq) return
    receipts.set(receipt.id, receipt)
    const [oldest] = receipts.keys()
    if (receipts.size > keptReceiptsCount) receipts.delete(oldest!)
    const key = keyOf(receipt)
    if (key !== undefined && receipt.pressed >= (lastOfKey.get(key)?.pressed ?? 0)) lastOfKey.set(key, receipt)
    if (receipt.state === 'delivered') delivered.push(receipt)
    onReceipt(receipt)
  }

  function piecesOfKey(id: string) {
    if (!loaded) return 0
    const { seq, session, keys } = loaded.totals
    const since = delivered.filter((send) => send.seq > seq && send.session === session && send.key?.id === id)
    return (keys.find((key) => key.id === id)?.pieces ?? 0) + since.reduce((sum, send) => sum + piecesOf(send), 0)
  }

  return {
    /** Null until the first snapshot and the loaded resources are there. */
    read(): View | null {
      if (!status || !loaded) return null
      const { deck, templates } = loaded
      return {
        status,
        deck,
        templates,
        readings,
        piecesOfKey,
        lastOfKey: (id) => lastOfKey.get(`${deck.room}\n${id}`),
        receipt: (id) => receipts.get(id),
      }
    },
    receipt: (id: string) => receipts.get(id),
    load(next: Loaded) {
      loaded = next
      delivered = delivered.filter((send) => send.seq > next.totals.seq)
    },
    take(event: GiftdeckEvent) {
      if (event.kind === 'snapshot') {
        status = event.status
        readings = event.readings
        event.sends.forEach(takeReceipt)
      } else if (event.kind === 'lanes') status = event.status
      else if (event.kind === 'safety') status = status && { ...status, ...event.safety }
      else if (event.kind === 'reading')
        readings = [...readings.filter((each) => !isSameReading(each, event.reading)), event.reading]
      else if (event.kind === 'send') takeReceipt(event.send)
    },
    /** The delivered sends since the totals were loaded. If there are many, the totals should be loaded again. */
    countedSinceLoad: () => delivered.length,
  }
}
