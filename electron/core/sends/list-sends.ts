import type { Receipt } from '../../../shared/contract/send.ts'
import type { AppParts } from '../app-parts.ts'
import { toReceipt } from '../ledger/send.ts'

/** Receipts by their last change, ascending. `next` is null where nothing is left now. */
export async function listSends(
  { book, ledger }: Pick<AppParts, 'book' | 'ledger'>,
  of: { after: number; limit: number; newest: boolean },
): Promise<{ items: Receipt[]; next: number | null }> {
  // One more than asked for tells whether anything is left.
  const found = of.newest ? await ledger.newest(of.limit) : await ledger.after(of.after, of.limit + 1)
  const sends = found.slice(0, of.limit)
  return {
    items: sends.map((send) => toReceipt(book.view(send))),
    next: found.length > sends.length ? sends.at(-1)!.seq : null,
  }
}
