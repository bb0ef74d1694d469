import type { Catalogue } from '../../../shared/contract/gifts.ts'
import type { Vendor } from '../../../shared/contract/fields.ts'
import type { DeckPage } from '../../../shared/contract/deck.ts'
import { asRead, english } from '../../../shared/sentences/sentences.ts'
import type { AppParts } from '../app-parts.ts'

/** The vendor's own list; where it has none or it cannot be read, the gifts on the deck's keys. */
export async function listGifts(parts: AppParts, vendor: Vendor, pages: readonly DeckPage[]): Promise<Catalogue> {
  const answer = await parts.room().link(vendor).readGifts?.()
  if (answer?.ok) return { vendor, source: 'vendor', gifts: answer.value }
  const keys = pages.flatMap((page) => page.keys)
  const trouble = answer && { reason: answer.trouble.reason, message: asRead(english[answer.trouble.reason]).happened }
  return {
    vendor,
    source: 'manual',
    gifts: keys.flatMap(({ label, gifts }) =>
      gifts
        .filter((gift) => gift.vendor === vendor)
        .map(({ giftId, coins, value }) => ({
          giftId,
          name: label,
          coins: coins ?? null,
          iconUrl: null,
          ...(value !== undefined && { value }),
        })),
    ),
    ...(trouble && { trouble }),
  }
}
