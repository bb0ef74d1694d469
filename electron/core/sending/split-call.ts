import type { Patch } from '../ledger/book.ts'
import type { Judgement } from '../vendors/vendor.ts'
import { judged } from './settle.ts'

/** The whole call was refused, and one of several sends is at fault: the vendor does not say which. */
export const isForOneOfThem = (judgements: readonly Judgement[]) =>
  judgements.length > 1 && judgements.every((each) => each.state === 'refused' && each.splits)

/** The parts of such a call. A single send that is left of it goes alone, since others went with it before. */
export function partsOf<T>(sends: readonly T[]): (readonly T[])[] {
  const middle = Math.ceil(sends.length / 2)
  return [sends.slice(0, middle), sends.slice(middle)].filter((part) => part.length > 0)
}

/** Nothing of it was recorded, so it waits for its part of the call. One that may have left earlier stays unknown. */
export function toPart(judgement: Judgement, latencyMs: number): Patch {
  const outcome = judged(judgement, latencyMs)
  return judgement.state === 'unknown' ? outcome : { ...outcome, state: 'waiting', reason: 'batch-split' }
}
