import type { Receipt } from '../../../shared/contract/send.ts'

/** More than a storm brings, and little enough that eight hours of it do not fill this process. */
const most = 20_000

interface Asked {
  before?: number | undefined
  after?: number | undefined
  offset: number
  limit: number
}

/** What was poured, as a ledger would have it: the page asks for older rows when its host scrolls down. */
export function createStormLedger() {
  /** Oldest first. */
  const sends = new Map<string, Receipt>()
  return {
    keep(send: Receipt) {
      sends.set(send.id, send)
      const [oldest] = sends.keys()
      if (sends.size > most && oldest !== undefined) sends.delete(oldest)
    },
    get size() {
      return sends.size
    },
    search({ before = Infinity, after = -Infinity, offset, limit }: Asked) {
      const found = [...sends.values()].filter(({ pressed }) => pressed < before && pressed > after)
      // After a press the nearest first are wanted, and still the newest on top.
      const items =
        after > -Infinity
          ? found.slice(offset, offset + limit).toReversed()
          : found.toReversed().slice(offset, offset + limit)
      return { items, left: found.length - offset - items.length }
    },
  }
}
