interface PauseClock {
  setTimeout(run: () => void, ms: number): unknown
}

/** Resolves after `ms` on the given clock. The core passes its clock port, which a test may control. */
export const pause = (ms: number, clock: PauseClock = globalThis) =>
  new Promise<void>((resolve) => void clock.setTimeout(resolve, ms))
