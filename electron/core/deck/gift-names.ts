import { isNamed, searchedText } from '../../../shared/domain/search.ts'
import type { DeckPage, KeyGift } from '../../../shared/contract/deck.ts'
import type { Vendor } from '../../../shared/contract/fields.ts'
import type { Gift } from '../../../shared/contract/send.ts'
import type { Policy } from '../policy.ts'
import type { Clock } from '../ports.ts'
import { giftKey, giftKeyInRoom } from '../ledger/gift-name.ts'
import type { DeckKeys } from './keys.ts'

/** A gift on a key of the deck, with the price, name and icon of that key. */
export interface NamedGift extends KeyGift {
  keyId: string
  /** The key holds another gift too. Its name describes both, so it is used only for presses of this very key. */
  isShared: boolean
  appearance: { giftName: string; giftIcon: string }
}

const namedGifts = (pages: readonly DeckPage[]): NamedGift[] =>
  pages.flatMap(({ keys }) =>
    keys.flatMap(({ id, label, icon, gifts }) =>
      gifts.map((gift) => ({
        ...gift,
        keyId: id,
        isShared: gifts.length > 1,
        appearance: { giftName: label, giftIcon: icon },
      })),
    ),
  )

/**
 * The gifts on the active room's keys, cached: every press needs a price, and reading the deck each time would be slow.
 */
export function trackGiftNames(deps: { keys: DeckKeys; clock: Clock; policy: Policy['deck']; room(): string }) {
  const { keys, clock } = deps
  let known: { room: string; gifts: readonly NamedGift[]; at: number } | null = null
  return {
    gifts(): readonly NamedGift[] {
      const room = deps.room()
      const at = clock.monotonic()
      if (known?.room !== room || at - known.at > deps.policy.namesCachedMs)
        known = { room, at, gifts: namedGifts(keys.get(room)) }
      return known.gifts
    },
    /** A change through this object clears the cache, so that it counts at once. */
    keys: {
      ...keys,
      set(room: string, pages: DeckPage[]) {
        keys.set(room, pages)
        known = null
      },
    } satisfies DeckKeys,
  }
}

const find = (gifts: readonly NamedGift[], vendor: Vendor, gift: Gift, has: (each: NamedGift) => boolean) => {
  const wanted = giftKey(vendor, gift)
  return gifts.find((each) => giftKey(each.vendor, each) === wanted && has(each))
}

/** The name and icon that a send stores: of the pressed key, or else of the first key that holds only this gift. */
export const appearanceOf = (gifts: readonly NamedGift[], vendor: Vendor, gift: Gift, pressed: string | undefined) =>
  (
    find(gifts, vendor, gift, ({ keyId }) => keyId === pressed) ??
    find(gifts, vendor, gift, ({ isShared }) => !isShared)
  )?.appearance

/** Names for sends that stored none. They come from this room's deck, so they are used for sends of this room only. */
export const giftNames = (room: string, gifts: readonly NamedGift[]): Record<string, string> =>
  Object.fromEntries(
    // Reversed, so that the first key of a gift names it, as it does at a press.
    gifts
      .toReversed()
      .flatMap((gift) => (gift.isShared ? [] : [[giftKeyInRoom(room, gift.vendor, gift), gift.appearance.giftName]])),
  )

/** The coins of a whole send, by the price on the pressed key or else on another one. Undefined without a price. */
export function coinsOf(
  gifts: readonly NamedGift[],
  vendor: Vendor,
  gift: Gift,
  pressed: string | undefined,
): number | undefined {
  const own = find(gifts, vendor, gift, ({ keyId }) => keyId === pressed)?.coins
  const coins = own ?? find(gifts, vendor, gift, (each) => each.coins !== undefined)?.coins
  return coins === undefined ? undefined : coins * gift.count
}

/** Ids of the gifts whose key has the text in its name. */
export function giftsNamed(gifts: readonly NamedGift[], text: string): string[] {
  const wanted = searchedText(text)
  const isCalled = ({ appearance, isShared }: NamedGift) => !isShared && isNamed(appearance.giftName, wanted)
  return [...new Set(gifts.filter(isCalled).map(({ giftId }) => giftId))]
}
