import type { Receipt } from '../../../shared/contract/send.ts'

export interface Violation {
  rule: string
  detail: string
}

const terminal = new Set(['delivered', 'refused', 'dropped', 'cancelled', 'expired'])
export const isOver = (state: string) => terminal.has(state)

/** Everything the hunter was ever told of each send, and what of it contradicts. */
export interface Seen {
  /** One receipt, from the event stream or a list, of the present boot. */
  note(receipt: Receipt): void
  /** The whole ledger right after a start, when nothing has been asked of the new boot yet. */
  atStart(receipts: readonly Receipt[]): void
  /** The hunter asked for this send to go out again or to be thrown away. */
  asked(id: string): void
  violations: Violation[]
}

export function createSeen(): Seen {
  let boot = 0
  const ended = new Map<string, { state: string; seq: number; boot: number }>()
  /** As every open send stood when its boot was over. */
  const left = new Map<string, { state: string; attempts: number }>()
  const asked = new Set<string>()
  const violations: Violation[] = []
  const found = (rule: string, detail: string) => void violations.push({ rule, detail })

  const note = ({ id, state, seq, reason }: Receipt) => {
    const end = ended.get(id)
    // Within one boot a list may have been read before the event that overtook it.
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
