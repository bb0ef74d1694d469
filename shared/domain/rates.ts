import { minuteMs } from './time.ts'
import type { Reading, SessionPoint } from '../contract/counts.ts'

/**
 * Returns the change of a total per minute, measured over the last minute of points, or over a longer time if points
 * are further apart. Null until the points span a minute, because scaling up a shorter time would report gifts that
 * were never sent. Null too if the total fell, because the total was then reset.
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

/**
 * The most points in the chart: about an hour at one reading every two seconds. In a longer session the points are
 * thinned out evenly.
 */
export const historyLimit = 1_800

/** Returns the points with a reading added. A reading that is not newer than the last point changes nothing. */
export function withReading(points: readonly SessionPoint[], reading: Reading): readonly SessionPoint[] {
  // A reading without a time has no values yet, so the earlier points belong to a previous count.
  if (reading.at === null) return []
  const at = Date.parse(reading.at)
  const last = points.at(-1)
  if (last !== undefined && at <= last.at) return points
  const { totalCount: gifts, totalCoins: coins, senderCount: senders, fromGiftdeck: ours } = reading
  const since = reading.baseline === null ? null : Date.parse(reading.baseline.at)
  return thinOut([...points, { at, gifts, coins, senders, ours, since }])
}

function thinOut(points: readonly SessionPoint[]): readonly SessionPoint[] {
  if (points.length <= historyLimit) return points
  const minDistance = (points.at(-1)!.at - points[0]!.at) / (historyLimit / 2)
  let lastKeptAt = -Infinity
  return points.filter((point, index) => {
    const isKept = index === points.length - 1 || point.at - lastKeptAt >= minDistance
    if (isKept) lastKeptAt = point.at
    return isKept
  })
}
