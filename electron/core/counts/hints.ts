import type { Send } from '../ledger/send.ts'
import type { Policy } from '../policy.ts'
import type { Clock } from '../ports.ts'
import type { Totals } from '../vendors/vendor.ts'
import type { ReadingTimes } from './watch.ts'

export type Hint = NonNullable<Send['hint']>

/**
 * Compares the totals before and after a Tencent gift whose answer was lost. A hint needs a reading that was taken
 * after every earlier gift to the receiver had ended and before the first byte of this one. It also needs a later
 * reading, and no other gift of ours to the receiver in flight in between. Every further reading revises the hint,
 * until our next gift to the receiver changes the total too. Viewers send gifts as well, so a hint is never proof.
 */
export interface Hints {
  /** A gift that was not watched here ended as unknown so many ms ago. The vendor may still apply it. */
  earlier(sinceMs: number): void
  leaving(send: Send): void
  /** The gift has its outcome. An unknown one is watched from now on. */
  ended(send: Send, unknown: boolean): void
  read(totals: Totals, times: ReadingTimes): void
}

interface Suspect {
  id: string
  count: number
  before: number
  endedAt: number
}

export function createHints(deps: {
  clock: Clock
  policy: Policy['reconciling']
  onHint(id: string, hint: Hint | undefined): void
}): Hints {
  const { clock } = deps
  const { mayLandLateMs } = deps.policy
  let last: { total: number; times: ReadingTimes } | null = null
  /**
   * The monotonic time by which every earlier gift has been
   * applied or has failed. An older reading may lack one of them.
   */
  let quietSince = -Infinity
  /** The total before each gift in flight, by send id. Null where it gives no hint. */
  const inFlight = new Map<string, number | null>()
  let suspect: Suspect | null = null

  return {
    earlier(sinceMs) {
      quietSince = Math.max(quietSince, clock.monotonic() + mayLandLateMs - sinceMs)
    },
    leaving(send) {
      suspect = null
      const alone = inFlight.size === 0
      const usable = alone && last !== null && last.times.from >= quietSince
      inFlight.set(send.id, usable ? last!.total : null)
      if (alone) return
      for (const id of inFlight.keys()) inFlight.set(id, null)
    },
    ended(send, unknown) {
      const before = inFlight.get(send.id) ?? null
      inFlight.delete(send.id)
      const now = clock.monotonic()
      quietSince = Math.max(quietSince, unknown ? now + mayLandLateMs : now)
      if (unknown && before !== null && inFlight.size === 0)
        suspect = { id: send.id, count: send.gift!.count, before, endedAt: now }
    },
    read(totals, times) {
      if (totals.totalCount === null) return
      last = { total: totals.totalCount, times }
      if (!suspect || times.from < suspect.endedAt) return
      const rise = totals.totalCount - suspect.before
      deps.onHint(suspect.id, rise === suspect.count ? 'likely-delivered' : rise === 0 ? 'likely-not' : undefined)
    },
  }
}
