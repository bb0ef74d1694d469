/** The calls of the last 1,000 ms, by monotonic time. A call exactly one second old no longer counts. */
export interface SlidingSecond {
  /** Stamps one call and returns how many the last second now holds, this one included. */
  add(at: number): number
  count(at: number): number
}

export function slidingSecond(): SlidingSecond {
  let stamps: number[] = []
  let oldest = 0
  const forget = (at: number) => {
    while (oldest < stamps.length && (stamps[oldest] ?? 0) <= at - 1_000) oldest++
    if (oldest > 4_096) {
      stamps = stamps.slice(oldest)
      oldest = 0
    }
  }
  return {
    add(at) {
      forget(at)
      stamps.push(at)
      return stamps.length - oldest
    },
    count(at) {
      forget(at)
      return stamps.length - oldest
    },
  }
}
