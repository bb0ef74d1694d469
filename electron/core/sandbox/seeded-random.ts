/** Reproducible random numbers: the same seed gives the same run. Not secure, so only for secrets of the sandbox. */
export interface SeededRandom {
  /** 0 <= x < 1 */
  fraction(): number
  /** An integer from `from` to `to`, both included. */
  whole(from: number, to: number): number
  hex(digits: number): string
  pick<T>(list: readonly [T, ...T[]]): T
}

/** mulberry32. Small, sufficiently uniform for a simulation, and the same on every machine. */
export function seededRandom(seed: number): SeededRandom {
  let state = seed >>> 0
  const fraction = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const whole = (from: number, to: number) => from + Math.floor(fraction() * (to - from + 1))
  return {
    fraction,
    whole,
    hex: (digits) => Array.from({ length: digits }, () => whole(0, 15).toString(16)).join(''),
    pick: (list) => list[whole(0, list.length - 1)] ?? list[0],
  }
}
