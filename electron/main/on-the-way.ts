import type { Book } from '../core/ledger/book.ts'
import type { Send } from '../core/ledger/send.ts'

const states = new Set<Send['state']>(['queued', 'sending', 'waiting', 'processing'])

/** Something may still happen to it by itself; a held send and an unknown one wait for the host or for the vendor. */
export const isOnTheWay = ({ state }: Send) => states.has(state)

export function areSendsOnTheWay(book: Pick<Book, 'open'>): boolean {
  for (const send of book.open()) if (isOnTheWay(send)) return true
  return false
}
