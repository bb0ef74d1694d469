import type { Receipt } from '../../../shared/contract/send.ts'

/** The most sends that are kept: more than a storm produces, and few enough not to fill this process's memory. */
const most = 20_000

interface Asked {
  before?: number | undefined
  after?: number | undefined
  offset: number
  limit: number
}

/** Keeps the generated sends in the form of a ledger, because the page requests older rows when its list scrolls. */
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
      // Backwards, the nearest come first in the query, but the newest stays on top in the answer.
      const items =
        after > -Infinity
          ? found.slice(offset, offset + limit).toReversed()
          : found.toReversed().slice(offset, offset + limit)
      return { items, left: found.length - offset - items.length }
    },
  }
}
