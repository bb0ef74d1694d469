/** One reading of the room's own receiver, which goes first, as often as this. */
const intervalMs = 2_000
/** All the others together, one after another. */
const othersEveryMs = 1_000
/** Polling takes half of what the vendor allows at most, so that a slowed lane is left alone in proportion. */
const shareOfLane = 0.5

/** How often each of `count` receivers is read while their lane allows `perSecond` calls. */
export function pace(place: number, count: number, perSecond: number): number {
  const others = Math.max(intervalMs, (count - 1) * othersEveryMs)
  const callsPerSecond = 1_000 / intervalMs + ((count - 1) * 1_000) / others
  const stretch = Math.max(1, callsPerSecond / (perSecond * shareOfLane))
  return Math.round((place === 0 ? intervalMs : others) * stretch)
}
