import type { Reading } from '../../../shared/contract/counts.ts'

/** One reading on the session chart; a missing value stays a gap. */
export interface Point {
  /** ms since 1970. */
  at: number
  gifts: number | null
  coins: number | null
  senders: number | null
}

/** About an hour at one reading every two seconds; then old points get sparser, the session stays whole. */
export const historyLimit = 1_800

/** A page that opens later than this after the baseline shows a gap, not a rise it never saw. */
const unwatchedMs = 10_000

const pointOf = (totals: Pick<Reading, 'totalCount' | 'totalCoins' | 'senderCount'>, at: string): Point => ({
  at: Date.parse(at),
  gifts: totals.totalCount,
  coins: totals.totalCoins,
  senders: totals.senderCount,
})

/** The points of this session with one more reading; a reading that says nothing new changes nothing. */
export function withReading(points: readonly Point[], reading: Reading): readonly Point[] {
  // No reading yet: whatever was drawn belongs to a watch that is over.
  if (reading.at === null) return []
  const start = reading.baseline === null ? null : pointOf(reading.baseline, reading.baseline.at)
  const session = start === null ? points : sinceBaseline(points, start)
  const next = pointOf(reading, reading.at)
  const last = session.at(-1)
  if (last !== undefined && session.length === 1 && next.at - last.at > unwatchedMs) {
    return [last, { at: last.at + 1, gifts: null, coins: null, senders: null }, next]
  }
  if (last !== undefined && next.at <= last.at) return session
  return thinned([...session, next])
}

function sinceBaseline(points: readonly Point[], start: Point): readonly Point[] {
  if (points[0]?.at === start.at) return points
  return [start, ...points.filter((point) => point.at > start.at)]
}

function thinned(points: readonly Point[]): readonly Point[] {
  if (points.length <= historyLimit) return points
  return points.filter((_, index) => index % 2 === 0 || index === points.length - 1)
}
