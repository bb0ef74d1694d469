import type { Reading, SessionPoint } from '../../../shared/contract/counts.ts'

/** A page that opens later than this after the baseline shows a gap, not a rise it never saw. */
const unwatchedMs = 10_000

/** The points of this session alone, from its baseline on. Undoing a reset brings the earlier ones back. */
export function sessionOf(points: readonly SessionPoint[], baseline: Reading['baseline']): readonly SessionPoint[] {
  if (baseline === null) return points
  const at = Date.parse(baseline.at)
  const { totalCount: gifts, totalCoins: coins, senderCount: senders } = baseline
  const start: SessionPoint = { at, gifts, coins, senders, ours: 0, since: at }
  const later = points
    .filter((point) => point.at > at)
    // After an undone reset, what was counted from another start says nothing about this one.
    .map((point) => (point.since === at ? point : { ...point, ours: null }))
  const [first] = later
  if (first === undefined || points[0]!.at <= at || first.at - at <= unwatchedMs) return [start, ...later]
  return [start, { at: at + 1, gifts: null, coins: null, senders: null, ours: null, since: at }, ...later]
}
