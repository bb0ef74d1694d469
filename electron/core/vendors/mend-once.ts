export interface Mendable<T> {
  current(): T
  /** True when another try is worth it: this value was mended just now, or has been replaced since it was used. */
  refused(used: T): boolean
  accepted(used: T): void
}

/**
 * A value the vendor may refuse as stale (a sign-in, a clock correction): mended once, and a second refusal in a row
 * means that mending does not help. Calls that were in flight with the old value follow the first of them.
 */
export function mendOnce<T extends object>(first: T, mend: () => T): Mendable<T> {
  let current = first
  let mendedInVain = false
  return {
    current: () => current,
    refused(used) {
      if (used !== current) return true
      const worthATry = !mendedInVain
      mendedInVain = true
      // Also where this call ends here: the host may set the clock right, and the next call should profit from it.
      current = mend()
      return worthATry
    },
    accepted(used) {
      if (used === current) mendedInVain = false
    },
  }
}
