import type { Clock, Exchange } from '../ports.ts'

export interface ClockSkew {
  learn(exchange: Exchange): void
  /** How far the vendor's clock is ahead of ours; null until an answer carried a date. */
  ms(): number | null
}

/** Compares our clock with the `Date` header of a vendor's answers. */
export function clockSkew(clock: Clock): ClockSkew {
  let skewMs: number | null = null
  return {
    learn(exchange) {
      if (exchange.kind !== 'answer' || exchange.date === undefined) return
      const theirs = Date.parse(exchange.date)
      if (Number.isNaN(theirs)) return
      // The header drops the fraction of its second, and the answer was written about half a round trip ago.
      const ahead = Math.round(theirs + 500 - (clock.now() - exchange.ms / 2))
      if (Number.isFinite(ahead)) skewMs = ahead
    },
    ms: () => skewMs,
  }
}
