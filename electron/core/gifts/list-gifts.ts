import type { Catalogue } from '../../../shared/contract/gifts.ts'
import type { Vendor } from '../../../shared/contract/fields.ts'
import type { DeckKey } from '../../../shared/contract/deck.ts'
import { english } from '../../../shared/sentences/sentences.ts'
import type { Deck } from '../app-parts.ts'

/** The vendor's own list; where it has none or it cannot be read, the gifts on the deck's keys. */
export async function listGifts(parts: Deck, vendor: Vendor, keys: readonly DeckKey[]): Promise<Catalogue> {
  const answer = await parts.room().link(vendor).readGifts?.()
  if (answer?.ok) return { vendor, source: 'vendor', gifts: answer.value }
  const own = keys.filter((key) => key.vendor === vendor)
  const trouble = answer && { reason: answer.trouble.reason, message: english[answer.trouble.reason].happened }
  return {
    vendor,
    source: 'manual',
    gifts: own.map(({ giftId, label, coins }) => ({ giftId, name: label, coins: coins ?? null, iconUrl: null })),
    ...(trouble && { trouble }),
  }
}
