import type { Reading } from '../../../shared/contract/counts.ts'

/** One reading on the session chart; a missing value stays a gap. */
export interface Point {
  /** ms since 1970. */
  at: number
  gifts: number | null
  coins: number | null
  senders: number | null
  /** Pieces from Giftdeck since the baseline of that time, and when that was. */
  ours: number | null
  since: number | null
}

/** About an hour at one reading every two seconds; then points are kept further apart, evenly over the whole time. */
export const historyLimit = 1_800

/** A page that opens later than this after the baseline shows a gap, not a rise it never saw. */
const unwatchedMs = 10_000

/** What was seen so far with one more reading; a reading that says nothing new changes nothing. */
export function withReading(points: readonly Point[], reading: Reading): readonly Point[] {
  // No reading yet: whatever was drawn belongs to a watch that is over.
  if (reading.at === null) return []
  const at = Date.parse(reading.at)
  const last = points.at(-1)
  if (last !== undefined && at <= last.at) return points
  const { totalCount: gifts, totalCoins: coins, senderCount: senders, fromGiftdeck: ours } = reading
  const since = reading.baseline === null ? null : Date.parse(reading.baseline.at)
  return thinned([...points, { at, gifts, coins, senders, ours, since }])
}

/** The points of this session alone, from its baseline on. Undoing a reset brings the earlier ones back. */
export function sessionOf(points: readonly Point[], baseline: Reading['baseline']): readonly Point[] {
  if (baseline === null) return points
  const at = Date.parse(baseline.at)
  const { totalCount: gifts, totalCoins: coins, senderCount: senders } = baseline
  const start: Point = { at, gifts, coins, senders, ours: 0, since: at }
  const later = points
    .filter((point) => point.at > at)
    // After an undone reset, what was counted from another start says nothing about this one.
    .map((point) => (point.since === at ? point : { ...point, ours: null }))
  const [first] = later
  if (first === undefined || points[0]!.at <= at || first.at - at <= unwatchedMs) return [start, ...later]
  return [start, { at: at + 1, gifts: null, coins: null, senders: null, ours: null, since: at }, ...later]
}

function thinned(points: readonly Point[]): readonly Point[] {
  if (points.length <= historyLimit) return points
  const apart = (points.at(-1)!.at - points[0]!.at) / (historyLimit / 2)
  let kept = -Infinity
  return points.filter((point, index) => {
    const stays = index === points.length - 1 || point.at - kept >= apart
    if (stays) kept = point.at
    return stays
  })
}
