import type { Accepted } from '../../../shared/contract/send.ts'
import { cannotRecord, fail, otherRoom } from '../fail.ts'
import type { AppParts } from '../app-parts.ts'
import type { CallKey } from '../ledger/book.ts'
import { findSend } from './find-send.ts'
import { accepted, admit } from './press.ts'

/** Sends a held send. Its connection must be the active room's; a paused one is tried again. */
export async function releaseSend(parts: AppParts, id: string, key: CallKey | undefined): Promise<Accepted> {
  const held = await findSend(parts, id)
  // Another release or discard may be on its way to the disk already.
  const { state } = parts.book.pending(id) ?? held
  if (state !== 'held') throw fail('BUSY', `This send is ${state}, not held.`)
  const active = parts.room().link(held.vendor)
  if (active.key !== held.connection) throw otherRoom()
  const { dispatcher } = active
  const paused = dispatcher.pausedBy()
  const { kind, gift } = held
  const { takeBack } = admit(parts, held.vendor, { kind, ...(gift && { gift }) }, { evenPaused: true })
  try {
    const send = await parts.book.release(id, key)
    // What paused it meanwhile is news to the host, and so holds this send again.
    if (paused !== null && dispatcher.pausedBy() === paused) dispatcher.resume()
    dispatcher.enqueue(send)
    return accepted(send)
  } catch (error) {
    takeBack()
    throw cannotRecord(error, 'Giftdeck cannot record, so this send is still held.')
  }
}
