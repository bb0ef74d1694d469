import type { Catalogue } from '../../../shared/contract/gifts.ts'
import type { Vendor } from '../../../shared/contract/fields.ts'
import type { DeckPage } from '../../../shared/contract/deck.ts'
import type { AppParts } from '../app-parts.ts'
import { wordTrouble } from '../vendors/word-trouble.ts'

/** The vendor's own list; where it has none or it cannot be read, the gifts on the deck's keys. */
export async function listGifts(parts: AppParts, vendor: Vendor, pages: readonly DeckPage[]): Promise<Catalogue> {
  const answer = await parts.room().link(vendor).readGifts?.()
  if (answer?.ok) return { vendor, source: 'vendor', gifts: answer.value }
  const keys = pages.flatMap((page) => page.keys)
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
    ...(answer && { trouble: wordTrouble(answer.trouble) }),
  }
}
