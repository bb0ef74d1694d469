import type { FireTogether } from '../../../shared/contract/gifts.ts'
import type { Accepted } from '../../../shared/contract/send.ts'
import type { AppParts } from '../app-parts.ts'
import type { CallKey } from '../ledger/book.ts'
import { once } from '../sends/once.ts'
import { pressTogether } from '../sends/press.ts'
import { giftSend } from './fire-gift.ts'

/** A double key: one press, one entry of the ledger, two sends. */
export async function fireTogether(
  parts: AppParts,
  { gifts, key: pressed }: FireTogether,
  key: CallKey | undefined,
): Promise<{ sends: Accepted[] }> {
  // A key that is known answers whatever the room is by now, so the room's rules are asked only of a new press.
  const asked = () =>
    gifts.map((gift) => ({
      vendor: gift.vendor,
      send: giftSend(parts, pressed === undefined ? gift : { ...gift, key: pressed }),
    }))
  return { sends: await once(parts, key, async () => pressTogether(parts, asked(), key)) }
}
