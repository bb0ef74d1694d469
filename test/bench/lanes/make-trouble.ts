import type { Scenario } from './scenarios.ts'

/** Disturbs the machine until the returned function is called. */
export function makeTrouble(trouble: Scenario['trouble']): () => void {
  switch (trouble) {
    case 'stall': {
      const timer = setTimeout(() => {
        const end = performance.now() + 300
        while (performance.now() < end);
      }, 5_000)
      return () => clearTimeout(timer)
    }
    case 'coarse-timers': {
      const real = globalThis.setTimeout
      const tick = 15.625
      const coarse = (run: () => void, ms = 0) => {
        const due = performance.now() + ms
        return real(run, Math.ceil(due / tick) * tick - performance.now())
      }
      globalThis.setTimeout = coarse as typeof setTimeout
      return () => void (globalThis.setTimeout = real)
    }
    case 'clock-jump': {
      const real = Date.now
      let jumped = 0
      Date.now = () => real() + jumped
      const timer = setInterval(() => (jumped = jumped === 0 ? 3_600_000 : 0), 900)
      return () => {
        clearInterval(timer)
        Date.now = real
      }
    }
    case undefined:
      return () => {}
  }
}
