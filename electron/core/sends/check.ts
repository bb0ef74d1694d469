import type { Receipt } from '../../../shared/contract/send.ts'
import { otherRoom } from '../fail.ts'
import { toReceipt } from '../ledger/send.ts'
import type { AppParts } from '../app-parts.ts'
import { findSend } from './find-send.ts'

/** Asks the vendor about an unknown send now. A send that is known, or not out yet, is answered as it is. */
export async function checkSend(parts: AppParts, id: string): Promise<Receipt> {
  const send = await findSend(parts, id)
  if (send.state !== 'unknown' && send.state !== 'processing') return toReceipt(send)
  const link = parts.room().link(send.vendor)
  if (link.key !== send.connection) throw otherRoom()
  await link.check(send)
  return toReceipt(await findSend(parts, id))
}
