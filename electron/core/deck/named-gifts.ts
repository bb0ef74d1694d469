import type { DeckPage, KeyGift } from '../../../shared/contract/deck.ts'
import type { Vendor } from '../../../shared/contract/fields.ts'
import type { Gift } from '../../../shared/contract/send.ts'
import type { Clock } from '../ports.ts'
import type { DeckKeys } from './keys.ts'

/** A gift as a key of the deck names and prices it. */
export type NamedGift = KeyGift & { label: string }

/** ZEGO's Value makes two gifts of one id. */
const giftKey = (vendor: Vendor, { giftId, value }: { giftId: string; value?: number | undefined }) =>
  `${vendor} ${giftId} ${vendor === 'zego' ? (value ?? 1) : ''}`

const namedGifts = (pages: readonly DeckPage[]): NamedGift[] =>
  pages.flatMap(({ keys }) => keys.flatMap(({ label, gifts }) => gifts.map((gift) => ({ ...gift, label }))))

/** A deck is also changed by renaming its room or by bringing a backup back. */
const rememberedMs = 1_000

/** The gifts on the active room's keys. Every press asks for a price, so the deck is not read anew for each. */
export function rememberGifts(lent: { keys: DeckKeys; clock: Clock; room(): string }) {
  const { keys, clock } = lent
  let known: { room: string; gifts: readonly NamedGift[]; at: number } | null = null
  return {
    gifts(): readonly NamedGift[] {
      const room = lent.room()
      const at = clock.monotonic()
      if (known?.room !== room || at - known.at > rememberedMs) known = { room, at, gifts: namedGifts(keys.get(room)) }
      return known.gifts
    },
    /** What is written through here counts at once. */
    keys: {
      ...keys,
      set(room: string, pages: DeckPage[]) {
        keys.set(room, pages)
        known = null
      },
    } satisfies DeckKeys,
  }
}

export const giftNames = (gifts: readonly NamedGift[]): Record<string, string> =>
  Object.fromEntries(gifts.map((gift) => [giftKey(gift.vendor, gift), gift.label]))

export const giftName = (names: Readonly<Record<string, string>>, vendor: Vendor, gift: Gift) =>
  names[giftKey(vendor, gift)] ?? gift.giftId

/** Coins of a whole send, by the price on its key; undefined where no key names one. */
export function coinsOf(gifts: readonly NamedGift[], vendor: Vendor, gift: Gift): number | undefined {
  const wanted = giftKey(vendor, gift)
  const coins = gifts.find((each) => giftKey(each.vendor, each) === wanted && each.coins !== undefined)?.coins
  return coins === undefined ? undefined : coins * gift.count
}

/** Ids of the gifts whose key has the text in its name. */
export function giftsNamed(gifts: readonly NamedGift[], text: string): string[] {
  const wanted = text.trim().toLowerCase()
  return [...new Set(gifts.filter(({ label }) => label.toLowerCase().includes(wanted)).map(({ giftId }) => giftId))]
}
