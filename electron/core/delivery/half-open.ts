import type { Policy } from '../policy.ts'
import type { Clock, Timer } from '../ports.ts'

/**
 * The first call of a connection goes alone: a wrong key then costs one refused call instead of a burst of them, which
 * would lock the account out. A slow first answer holds the rest up for a bounded time.
 */
export interface HalfOpen {
  /** True for the call that goes alone; the lanes stay shut until it ended. */
  begin(): boolean
  end(proven: boolean): void
  isUnderWay(): boolean
}

export function createHalfOpen(deps: { clock: Clock; policy: Policy['sending']; open(): void }): HalfOpen {
  let proven = false
  let timer: Timer | null = null

  const over = () => {
    if (timer === null) return
    deps.clock.clearTimeout(timer)
    timer = null
    deps.open()
  }

  return {
    begin() {
      if (proven || timer !== null) return false
      timer = deps.clock.setTimeout(over, deps.policy.firstCallAloneMs)
      return true
    },
    end(isProven) {
      proven = isProven
      over()
    },
    isUnderWay: () => timer !== null,
  }
}
