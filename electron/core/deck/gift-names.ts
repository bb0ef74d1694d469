import { isNamed, searchedText } from '../../../shared/domain/search.ts'
import type { DeckPage, KeyGift } from '../../../shared/contract/deck.ts'
import type { Vendor } from '../../../shared/contract/fields.ts'
import type { Gift } from '../../../shared/contract/send.ts'
import type { Policy } from '../policy.ts'
import type { Clock } from '../ports.ts'
import { giftKey, giftKeyInRoom } from '../ledger/gift-name.ts'
import type { DeckKeys } from './keys.ts'

/** A gift as a key of the deck prices it, names it and shows it. */
export interface NamedGift extends KeyGift {
  keyId: string
  /** The key holds another gift too, so that it names this one only where the key itself was pressed. */
  isShared: boolean
  look: { giftName: string; giftIcon: string }
}

const namedGifts = (pages: readonly DeckPage[]): NamedGift[] =>
  pages.flatMap(({ keys }) =>
    keys.flatMap(({ id, label, icon, gifts }) =>
      gifts.map((gift) => ({
        ...gift,
        keyId: id,
        isShared: gifts.length > 1,
        look: { giftName: label, giftIcon: icon },
      })),
    ),
  )

/** The gifts on the active room's keys. Every press asks for a price, so the deck is not read anew for each. */
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

const find = (gifts: readonly NamedGift[], vendor: Vendor, gift: Gift, has: (each: NamedGift) => boolean) => {
  const wanted = giftKey(vendor, gift)
  return gifts.find((each) => giftKey(each.vendor, each) === wanted && has(each))
}

/** What a send keeps of its key for good: of the one that was pressed, or else of the first that holds the gift alone. */
export const lookOf = (gifts: readonly NamedGift[], vendor: Vendor, gift: Gift, pressed: string | undefined) =>
  (
    find(gifts, vendor, gift, ({ keyId }) => keyId === pressed) ??
    find(gifts, vendor, gift, ({ isShared }) => !isShared)
  )?.look

/** Names for sends that kept none, of this room's deck for this room alone. */
export const giftNames = (room: string, gifts: readonly NamedGift[]): Record<string, string> =>
  Object.fromEntries(
    // The first key of a gift names it, as at the press.
    gifts
      .toReversed()
      .flatMap((gift) => (gift.isShared ? [] : [[giftKeyInRoom(room, gift.vendor, gift), gift.look.giftName]])),
  )

/** Coins of a whole send, by the price on its key; undefined where no key names one. */
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
  const isCalled = ({ look, isShared }: NamedGift) => !isShared && isNamed(look.giftName, wanted)
  return [...new Set(gifts.filter(isCalled).map(({ giftId }) => giftId))]
}
