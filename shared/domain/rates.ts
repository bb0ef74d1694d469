import { minuteMs } from './time.ts'
import type { Reading, SessionPoint } from '../contract/counts.ts'

/**
 * How far a total moved in the last minute before the last point, or since the last point before that minute where the
 * points stand further apart. Null until a minute of them is there: what came in less, stretched to a minute, would tell of
 * gifts that nobody sent. Null too where the total fell: then it began anew.
 */
export function perMinute(points: readonly { at: number; value: number | null }[]): number | null {
  let last: { at: number; value: number } | null = null
  let first: { at: number; value: number } | null = null
  for (let index = points.length - 1; index >= 0; index--) {
    const { at, value } = points[index]!
    if (value === null) continue
    last ??= { at, value }
    first = { at, value }
    if (last.at - at >= minuteMs) break
  }
  if (last === null || first === null || last.at - first.at < minuteMs || last.value < first.value) return null
  return ((last.value - first.value) / (last.at - first.at)) * minuteMs
}

/** About an hour at one reading every two seconds; then points are kept further apart, evenly over the whole time. */
export const historyLimit = 1_800

/** What was seen so far with one more reading; a reading that says nothing new changes nothing. */
export function withReading(points: readonly SessionPoint[], reading: Reading): readonly SessionPoint[] {
  // No reading yet: whatever was drawn belongs to a watch that is over.
  if (reading.at === null) return []
  const at = Date.parse(reading.at)
  const last = points.at(-1)
  if (last !== undefined && at <= last.at) return points
  const { totalCount: gifts, totalCoins: coins, senderCount: senders, fromGiftdeck: ours } = reading
  const since = reading.baseline === null ? null : Date.parse(reading.baseline.at)
  return thinned([...points, { at, gifts, coins, senders, ours, since }])
}

function thinned(points: readonly SessionPoint[]): readonly SessionPoint[] {
  if (points.length <= historyLimit) return points
  const apart = (points.at(-1)!.at - points[0]!.at) / (historyLimit / 2)
  let kept = -Infinity
  return points.filter((point, index) => {
    const stays = index === points.length - 1 || point.at - kept >= apart
    if (stays) kept = point.at
    return stays
  })
}
