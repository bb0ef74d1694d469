import type { Policy } from '../policy.ts'

/** How often the receiver at `place` is read, in ms. The lane allows `perSecond` calls; the room's own receiver is the first. */
export function pace(
  { place, count, perSecond }: { place: number; count: number; perSecond: number },
  { intervalMs, othersEveryMs, shareOfLane }: Policy['counts'],
): number {
  const others = Math.max(intervalMs, (count - 1) * othersEveryMs)
  const callsPerSecond = 1_000 / intervalMs + ((count - 1) * 1_000) / others
  const stretch = Math.max(1, callsPerSecond / (perSecond * shareOfLane))
  return Math.round((place === 0 ? intervalMs : others) * stretch)
}
