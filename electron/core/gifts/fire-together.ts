import type { FireGift } from '../../../shared/contract/gifts.ts'
import type { Accepted } from '../../../shared/contract/send.ts'
import type { AppParts } from '../app-parts.ts'
import { badField } from '../fail.ts'
import { once } from '../sends/once.ts'
import { pressTogether } from '../sends/press.ts'
import { fireGift, giftSend } from './fire-gift.ts'

/** A double key: both gifts are admitted before either is recorded, so that no press ends as half a press unseen. */
export async function fireTogether(
  parts: AppParts,
  [one, other]: readonly [FireGift, FireGift],
  key: string | undefined,
): Promise<{ sends: Accepted[] }> {
  // A key that is known answers whatever the room is by now, so the room's rules are asked only of a new press.
  const asked = () => [one, other].map((gift) => ({ vendor: gift.vendor, send: giftSend(parts, gift) }))
  if (key === undefined) return { sends: await pressTogether(parts, asked(), []) }
  if (key.length > 250) throw badField('Idempotency-Key', 'must be 1 to 250 characters')
  const otherKey = `${key} #2`
  const first = await once(parts, key, async () => (await pressTogether(parts, asked(), [key, otherKey]))[0]!)
  // Known by now, unless a crash came between the two.
  const second = await once(parts, otherKey, () => fireGift(parts, other, otherKey))
  return { sends: [first, second] }
}
