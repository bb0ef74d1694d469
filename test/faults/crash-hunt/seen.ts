import type { Receipt } from '../../../shared/contract/send.ts'

export interface Violation {
  rule: string
  detail: string
}

const terminal = new Set(['delivered', 'refused', 'dropped', 'cancelled', 'expired'])
export const isOver = (state: string) => terminal.has(state)

/** What the hunt has read about each send, and the contradictions in it. */
export interface Seen {
  /** Records one receipt of the present run, from the event stream or a list. */
  observe(receipt: Receipt): void
  /** Records the whole ledger right after a start, before any call to the new run. */
  atStart(receipts: readonly Receipt[]): void
  /** Records that the hunt requested a release or a discard of this send. */
  requested(id: string): void
  violations: Violation[]
}

export function createSeen(): Seen {
  let boot = 0
  const ended = new Map<string, { state: string; seq: number; boot: number }>()
  /** The state of every open send when its run ended. */
  const openBefore = new Map<string, { state: string; attempts: number }>()
  const requested = new Set<string>()
  const violations: Violation[] = []
  const found = (rule: string, detail: string) => void violations.push({ rule, detail })

  const observe = ({ id, state, seq, reason }: Receipt) => {
    const end = ended.get(id)
    // Within one run a list may have been read before an event that arrived first.
    if (end && end.state !== state && (boot > end.boot || seq >= end.seq))
      found('terminal states never change', `${id} was ${end.state} and is ${state} (${reason})`)
    if (!end && isOver(state)) ended.set(id, { state, seq, boot })
  }

  return {
    violations,
    observe,
    requested: (id) => void requested.add(id),
    atStart(receipts) {
      boot++
      for (const receipt of receipts) {
        const { id, state, attempts } = receipt
        observe(receipt)
        const before = openBefore.get(id)
        const byItself =
          before &&
          !requested.has(id) &&
          (attempts !== before.attempts || (before.state === 'held' && state !== 'held'))
        if (byItself)
          found(
            'nothing is sent by itself',
            `${id} was ${before.state}, ${before.attempts} attempts, and is ${state}, ${attempts}`,
          )
        if (['queued', 'sending', 'waiting'].includes(state))
          found('a start leaves nothing on the way', `${id} is still ${state}`)
        if (isOver(state)) openBefore.delete(id)
        else openBefore.set(id, { state, attempts })
      }
    },
  }
}
