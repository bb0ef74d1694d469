import type { Clock, Exchange } from '../ports.ts'
import { renewOnce } from './attempt.ts'

interface ClockSkew {
  /** Measures the skew from the answer's date. */
  observe(exchange: Exchange): void
  /** How far the vendor's clock is ahead of ours, in ms; null before the first answer with a date. */
  ms(): number | null
}

/** Compares our clock with the `Date` header of a vendor's answers. */
export function clockSkew(clock: Clock): ClockSkew {
  let skewMs: number | null = null
  return {
    observe(exchange) {
      if (exchange.kind !== 'answer' || exchange.date === undefined) return
      const theirs = Date.parse(exchange.date)
      if (Number.isNaN(theirs)) return
      // The header has whole seconds, so on average it is 500 ms early. It was written about half a round trip ago.
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
 * The time at a vendor, with one correction for everything that a connection signs or timestamps. Our clock is trusted
 * until the vendor refuses a time, because a proxy may have written the `Date` header.
 */
export function vendorTime(clock: Clock) {
  const skew = clockSkew(clock)
  const correction = renewOnce<Correction>({ ms: 0 }, () => ({ ms: skew.ms() ?? 0 }))
  return {
    observe: (exchange: Exchange) => skew.observe(exchange),
    /** How far the vendor's clock is ahead of ours, in ms; null before the first answer. */
    skewMs: () => skew.ms(),
    current: () => correction.current(),
    by: ({ ms }: Correction) => clock.now() + ms,
    /** Call when the vendor refused a time with this correction. True if a retry may succeed. */
    refused: (used: Correction) => correction.refused(used),
    accepted: (used: Correction) => correction.accepted(used),
    /**
     * The current time in ms by each known correction, best first. If our clock is wrong by decades, the first may be
     * outside the range that the vendor accepts while another is not.
     */
    candidates: () => [correction.current().ms, skew.ms() ?? 0, 0].map((ms) => clock.now() + ms),
  }
}
