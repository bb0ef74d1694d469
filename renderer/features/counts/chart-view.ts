/** A stretch of time on the chart, in seconds since 1970. */
export interface Stretch {
  min: number
  max: number
}

/** Closer than this there is nothing more to see. */
const shortestS = 10

/** Keeps the length where it can and never leaves the whole; null = the whole session. */
function within(whole: Stretch, { min, max }: Stretch): Stretch | null {
  const length = Math.max(shortestS, max - min)
  if (length >= whole.max - whole.min) return null
  const from = Math.min(Math.max(min, whole.min), whole.max - length)
  return { min: from, max: from + length }
}

/** A `factor` under 1 comes closer; the instant `around` stays where it is. */
export function zoomed(whole: Stretch, view: Stretch | null, factor: number, around?: number): Stretch | null {
  const now = view ?? whole
  const fixed = around ?? (now.min + now.max) / 2
  return within(whole, { min: fixed - (fixed - now.min) * factor, max: fixed + (now.max - fixed) * factor })
}

/** `share` of what is in sight, to the right where it is positive. */
export function panned(whole: Stretch, view: Stretch | null, share: number): Stretch | null {
  if (view === null) return null
  const by = (view.max - view.min) * share
  return within(whole, { min: view.min + by, max: view.max + by })
}

/** Moves no further than it must to have the instant in sight. */
export function showing(whole: Stretch, view: Stretch | null, at: number): Stretch | null {
  if (view === null || isInSight(whole, view, at)) return view
  const by = at - (at < view.min ? view.min : view.max)
  return within(whole, { min: view.min + by, max: view.max + by })
}

export function isInSight(whole: Stretch, view: Stretch | null, at: number): boolean {
  const { min, max } = view ?? whole
  return at >= min && at <= max
}

/** What the host drew the mouse over. */
export const chosen = (whole: Stretch, from: number, to: number): Stretch | null =>
  within(whole, { min: Math.min(from, to), max: Math.max(from, to) })
