import type { Receipt } from '../../../shared/contract/send.ts'

export interface Violation {
  rule: string
  detail: string
}

const terminal = new Set(['delivered', 'refused', 'dropped', 'cancelled', 'expired'])
export const isOver = (state: string) => terminal.has(state)

/** Everything the hunter has read about each send, and any contradictions. */
export interface Seen {
  /** One receipt of the present run, from the event stream or a list. */
  note(receipt: Receipt): void
  /** The whole ledger right after a start, before any call to the new run. */
  atStart(receipts: readonly Receipt[]): void
  /** The hunter requested a resend or a discard of this send. */
  asked(id: string): void
  violations: Violation[]
}

export function createSeen(): Seen {
  let boot = 0
  const ended = new Map<string, { state: string; seq: number; boot: number }>()
  /** The state of every open send when its run ended. */
  const left = new Map<string, { state: string; attempts: number }>()
  const asked = new Set<string>()
  const violations: Violation[] = []
  const found = (rule: string, detail: string) => void violations.push({ rule, detail })

  const note = ({ id, state, seq, reason }: Receipt) => {
    const end = ended.get(id)
    // Within one run a list may have been read before an event that arrived first.
    if (end && end.state !== state && (boot > end.boot || seq >= end.seq))
      found('terminal states never change', `${id} was ${end.state} and is ${state} (${reason})`)
    if (!end && isOver(state)) ended.set(id, { state, seq, boot })
  }

  return {
    violations,
    note,
    asked: (id) => void asked.add(id),
    atStart(receipts) {
      boot++
      for (const receipt of receipts) {
        const { id, state, attempts } = receipt
        note(receipt)
        const before = left.get(id)
        const byItself =
          before && !asked.has(id) && (attempts !== before.attempts || (before.state === 'held' && state !== 'held'))
        if (byItself)
          found(
            'nothing is sent by itself',
            `${id} was ${before.state}, ${before.attempts} attempts, and is ${state}, ${attempts}`,
          )
        if (['queued', 'sending', 'waiting'].includes(state))
          found('a start leaves nothing on the way', `${id} is still ${state}`)
        if (isOver(state)) left.delete(id)
        else left.set(id, { state, attempts })
      }
    },
  }
}
