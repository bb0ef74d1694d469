import type { Accepted } from '../../../shared/contract/send.ts'
import { fail, otherRoom } from '../fail.ts'
import type { CallKey } from '../ledger/book.ts'
import { isTerminal } from '../ledger/states.ts'
import type { AppParts } from '../app-parts.ts'
import { findSend } from './find-send.ts'
import { press } from './press.ts'

/** A new send like this one, linked to it, with an id and a MsgId of its own. It goes to the active room. */
export async function sendAgain(parts: AppParts, id: string, key: CallKey | undefined): Promise<Accepted> {
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
  } = await findSend(parts, id)
  if (!isTerminal(state) && state !== 'unknown')
    throw fail('BUSY', `This send is ${state}. It can be sent again when it is over.`)
  if (parts.room().link(vendor).key !== connection) throw otherRoom()
  const content = {
    ...(gift && { gift }),
    ...(pressed && { key: pressed }),
    // As it was called then: the same gift must not change its name by being sent again.
    ...(giftName !== undefined && { giftName }),
    ...(giftIcon !== undefined && { giftIcon }),
    ...(announcement && { announcement }),
  }
  const msgId = vendor === 'zego' ? { msgId: parts.random.uuid() } : {}
  return press(parts, vendor, { kind, ...content, ...msgId, parentId: id }, key)
}
