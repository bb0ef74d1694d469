interface PauseClock {
  setTimeout(run: () => void, ms: number): unknown
}

/** Resolves after so long, by the given clock; the core gives the one it was handed, which a test may hold. */
export const pause = (ms: number, clock: PauseClock = globalThis) =>
  new Promise<void>((resolve) => void clock.setTimeout(resolve, ms))
