import type { KeyTotals } from '../../../shared/contract/deck.ts'
import type { ActiveSends } from '../ledger/active-sends.ts'
import { piecesOf } from '../../../shared/domain/pieces.ts'

/**
 * Counts the delivered pieces of each key in the present session. A session never outlives this process, so the counts
 * need no storage.
 */
export function createKeyTotals(deps: { activeSends: ActiveSends; session(): string }): { read(): KeyTotals } {
  let session = ''
  let seq = 0
  const pieces = new Map<string, number>()
  const startOver = () => {
    if (session === deps.session()) return
    session = deps.session()
    pieces.clear()
  }
  deps.activeSends.onChange((send) => {
    startOver()
    seq = Math.max(seq, send.seq)
    if (send.state !== 'delivered' || send.session !== session || !send.key) return
    pieces.set(send.key.id, (pieces.get(send.key.id) ?? 0) + piecesOf(send))
  })
  return {
    read() {
      startOver()
      return { session, seq, keys: [...pieces].map(([id, count]) => ({ id, pieces: count })) }
    },
  }
}
