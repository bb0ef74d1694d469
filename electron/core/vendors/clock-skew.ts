import type { Clock, Exchange } from '../ports.ts'
import { mendOnce } from './attempt.ts'

interface ClockSkew {
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

interface Correction {
  ms: number
}

/**
 * What time it is at a vendor: one correction for everything that a connection signs or stamps. Our clock is trusted until
 * the vendor refuses a time of ours, since a `Date` header may come from something in between.
 */
export function vendorTime(clock: Clock) {
  const skew = clockSkew(clock)
  const correction = mendOnce<Correction>({ ms: 0 }, () => ({ ms: skew.ms() ?? 0 }))
  return {
    learn: (exchange: Exchange) => skew.learn(exchange),
    /** How far the vendor's clock is ahead of ours; null before the first answer. */
    skewMs: () => skew.ms(),
    current: () => correction.current(),
    by: ({ ms }: Correction) => clock.now() + ms,
    /** The vendor refused a time made by this; true when another try is worth it. */
    refused: (used: Correction) => correction.refused(used),
    accepted: (used: Correction) => correction.accepted(used),
    /** Now, the best guess first: a clock that nothing can be sent by may be wrong by decades, and the others need not be. */
    candidates: () => [correction.current().ms, skew.ms() ?? 0, 0].map((ms) => clock.now() + ms),
  }
}
