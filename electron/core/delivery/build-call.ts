import type { Reason } from '../../../shared/sentences/sentences.ts'
import type { Send } from '../ledger/send.ts'
import type { Log } from '../ports.ts'
import { stackOf } from '../platform/run-safely.ts'
import { whyUnsendable, type Call } from '../vendors/vendor.ts'
import type { Operation } from '../vendors/operation.ts'

/** What became of the sends whose turn came. Nothing of them has left. */
export interface Built {
  /** The call and the sends that it carries, as they go; null where none of them can be sent. */
  ready: { call: Call; sends: readonly Send[] } | null
  /** No call can be built of these, whatever goes with them. */
  unsendable: readonly { send: Send; reason: Reason }[]
  /** Each can be sent, and not together with the others: they take another turn. */
  later: readonly Send[]
}

/**
 * Builds one call for all. Where that throws, each send is tried alone: one gift that the vendor's own rules refuse must
 * not take the gifts down that happened to be merged with it.
 */
export function buildCall(operation: Operation, asked: readonly Send[], log: Pick<Log, 'error'>): Built {
  const unsendable: { send: Send; reason: Reason }[] = []
  const attempt = <T>(send: Send, build: () => T): T[] => {
    try {
      return [build()]
    } catch (error) {
      const reason = whyUnsendable(error)
      log.error('A call could not be built.', { id: send.id, reason, stack: stackOf(error) })
      unsendable.push({ send, reason })
      return []
    }
  }
  const sends = asked.flatMap((send) => attempt(send, () => ({ ...send, ...operation.stamp?.(send) })))
  const together = sends.length > 0 && tryTogether(operation, sends)
  if (together) return { ready: { call: together, sends }, unsendable, later: [] }

  const alone = sends.flatMap((send) => attempt(send, () => ({ send, call: operation.call([send]) })))
  const sound = alone.map(({ send }) => send)
  const rest = sound.length > 1 && tryTogether(operation, sound)
  if (rest) return { ready: { call: rest, sends: sound }, unsendable, later: [] }
  const [first, ...others] = alone
  return {
    ready: first ? { call: first.call, sends: [first.send] } : null,
    unsendable,
    later: others.map(({ send }) => send),
  }
}

function tryTogether(operation: Operation, sends: readonly Send[]): Call | null {
  try {
    return operation.call(sends)
  } catch {
    return null
  }
}
