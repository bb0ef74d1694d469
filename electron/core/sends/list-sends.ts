import type { Receipt } from '../../../shared/contract/send.ts'
import type { Deck } from '../app-parts.ts'
import { toReceipt } from '../ledger/send.ts'

/** Receipts by their last change, ascending. `next` is null where nothing is left now. */
export async function listSends(
  { book, ledger }: Pick<Deck, 'book' | 'ledger'>,
  of: { after: number; limit: number; newest: boolean },
): Promise<{ items: Receipt[]; next: number | null }> {
  const sends = of.newest ? await ledger.newest(of.limit) : await ledger.after(of.after, of.limit)
  const last = sends.at(-1)
  return {
    items: sends.map((send) => toReceipt(book.view(send))),
    next: !of.newest && last && sends.length === of.limit ? last.seq : null,
  }
}
