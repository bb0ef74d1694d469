import type { Receipt } from '../../../shared/contract/send.ts'
import { cannotRecord, fail } from '../fail.ts'
import { toReceipt } from '../ledger/send.ts'
import type { AppParts } from '../app-parts.ts'
import { findSend } from './find-send.ts'

/** Throws a held send away. */
export async function discardSend(parts: AppParts, id: string): Promise<Receipt> {
  const held = await findSend(parts, id)
  // Another release or discard may be on its way to the disk already.
  const { state } = parts.book.pending(id) ?? held
  if (state !== 'held') throw fail('BUSY', `This send is ${state}, not held.`)
  try {
    return toReceipt(await parts.book.change(id, { state: 'cancelled', reason: 'discarded' }))
  } catch (error) {
    throw cannotRecord(error, 'Giftdeck cannot record, so this send is still held.')
  }
}
