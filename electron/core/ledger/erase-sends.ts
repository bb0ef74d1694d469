import type { Slices } from '../platform/slices.ts'
import type { Policy } from '../policy.ts'
import type { Ledger } from './ledger.ts'
import type { OpenSends, StoredSend } from './open-sends.ts'
import type { Send } from './send.ts'

/**
 * Erases in many short transactions, so that presses and STOP are recorded in between. All rows of one send go in the same
 * transaction. If one fails, or Giftdeck ends, the sends of the earlier ones are gone and all others are whole.
 */
export function createErase(deps: {
  ledger: Ledger
  slices: Slices
  policy: Pick<Policy['ledger'], 'largestBatchCount'>
  openSends: OpenSends
  isOld: (send: Send, before: number) => boolean
  /** Its outcome stays unknown. */
  isForGood: (send: Send) => boolean
}): (olderThanMs: number) => Promise<number> {
  const { ledger, slices, policy, openSends } = deps

  async function eraseTogether(given: readonly StoredSend[]): Promise<number> {
    if (given.length === 0) return 0
    try {
      return await ledger.eraseOpen(given.map(({ pending }) => pending.id))
    } catch (error) {
      for (const entry of given) openSends.keep(entry.pending.id, entry)
      throw error
    }
  }

  async function eraseGivenUp(before: number): Promise<number> {
    let erased = 0
    let given: StoredSend[] = []
    for (const entry of openSends.entries()) {
      const { durable, pending } = entry
      if (durable === pending && deps.isOld(pending, before) && deps.isForGood(pending)) {
        given.push(entry)
        // Over for everyone from here on: a late change would bring the row back.
        openSends.keep(pending.id, undefined)
      }
      if (given.length < policy.largestBatchCount && !slices.isOver()) continue
      erased += await eraseTogether(given)
      given = []
      await slices.next()
    }
    return erased + (await eraseTogether(given))
  }

  return async (olderThanMs) => {
    // Everything that is over goes where no age is asked for, what ended in this very millisecond too.
    const before = olderThanMs === 0 ? Number.MAX_SAFE_INTEGER : ledger.newestAt() - olderThanMs
    let erased = await eraseGivenUp(before)
    erased += await ledger.eraseEnded(before)
    // What no send refers to any more takes a read of every event, so most starts, which erase nothing, skip that.
    await ledger.eraseRest({ before, unreferred: erased > 0 || olderThanMs === 0 })
    if (olderThanMs === 0) await ledger.scrub()
    return erased
  }
}
