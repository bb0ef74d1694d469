import { fail } from '../errors/call-errors.ts'
import type { AppParts } from '../app-deps.ts'
import type { Send } from '../ledger/send.ts'

/** The send as callers may see it, or NOT_FOUND. */
export async function findSend({ book, ledger }: Pick<AppParts, 'book' | 'ledger'>, id: string): Promise<Send> {
  const send = book.seen(id) ?? (await ledger.get(id))
  if (!send) throw fail('NOT_FOUND', `There is no send ${id}.`)
  return book.view(book.seen(id) ?? send)
}
