import type { Accepted, Receipt } from '../../../shared/contract/send.ts'
import { fail, otherRoom, cannotRecord } from '../errors/call-errors.ts'
import type { CallKey } from '../ledger/active-sends.ts'
import { isEnded } from '../../../shared/domain/send-states.ts'
import type { AppDeps } from '../app-deps.ts'
import { findSend } from './find-send.ts'
import { press, admit, type PressOrigin } from './press.ts'
import { accepted } from '../ledger/send.ts'
import { toReceipt } from '../ledger/send.ts'

/**
 * Makes a new send with the content of this one, linked to it, with its own id and MsgId. It goes to the active room.
 */
export async function sendAgain(deps: AppDeps, id: string, origin: PressOrigin): Promise<Accepted> {
  const {
    vendor,
    kind,
    state,
    key: pressed,
    gift,
    giftName,
    giftIcon,
    announcement,
    connection,
  } = await findSend(deps, id)
  if (!isEnded(state) && state !== 'unknown')
    throw fail('BUSY', `This send is ${state}. It can be sent again when it is over.`)
  if (deps.room().connection(vendor).key !== connection) throw otherRoom()
  const content = {
    ...(gift && { gift }),
    ...(pressed && { key: pressed }),
    // The stored name and icon are kept, even if the key was renamed since: it is still the same gift.
    ...(giftName !== undefined && { giftName }),
    ...(giftIcon !== undefined && { giftIcon }),
    ...(announcement && { announcement }),
  }
  const msgId = vendor === 'zego' ? { msgId: deps.random.uuid() } : {}
  return press(deps, vendor, { kind, ...content, ...msgId, parentId: id }, origin)
}

/** Asks the vendor now about a send whose outcome is not known. Any other send is returned as it is. */
export async function checkSend(deps: AppDeps, id: string): Promise<Receipt> {
  const send = await findSend(deps, id)
  if (send.state !== 'unknown' && send.state !== 'processing') return toReceipt(send)
  const connection = deps.room().connection(send.vendor)
  if (connection.key !== send.connection) throw otherRoom()
  await connection.check(send)
  return toReceipt(await findSend(deps, id))
}

/** Cancels a held send. */
export async function discardSend(deps: AppDeps, id: string): Promise<Receipt> {
  const held = await findSend(deps, id)
  // Another release or discard may have begun and not be on the disk yet.
  const { state } = deps.activeSends.pending(id) ?? held
  if (state !== 'held') throw fail('BUSY', `This send is ${state}, not held.`)
  try {
    return toReceipt(await deps.activeSends.change(id, { state: 'cancelled', reason: 'discarded' }))
  } catch (error) {
    throw cannotRecord(error, 'Giftdeck cannot record, so this send is still held.')
  }
}

/** Sends a held send. Its connection must belong to the active room. A paused connection is resumed. */
export async function releaseSend(deps: AppDeps, id: string, key: CallKey | undefined): Promise<Accepted> {
  const held = await findSend(deps, id)
  // Another release or discard may have begun and not be on the disk yet.
  const { state } = deps.activeSends.pending(id) ?? held
  if (state !== 'held') throw fail('BUSY', `This send is ${state}, not held.`)
  const active = deps.room().connection(held.vendor)
  if (active.key !== held.connection) throw otherRoom()
  const { dispatcher } = active
  const paused = dispatcher.pausedBy()
  const { kind, gift } = held
  const { undo } = admit(deps, held.vendor, { kind, ...(gift && { gift }) }, { evenPaused: true })
  try {
    const send = await deps.activeSends.release(id, key)
    // A pause that began meanwhile stays, since the host has not seen its reason. It holds this send again.
    if (paused !== null && dispatcher.pausedBy() === paused) dispatcher.resume()
    dispatcher.enqueue(send)
    return accepted(send)
  } catch (error) {
    undo()
    throw cannotRecord(error, 'Giftdeck cannot record, so this send is still held.')
  }
}
