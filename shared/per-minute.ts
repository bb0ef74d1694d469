const minuteMs = 60_000

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
