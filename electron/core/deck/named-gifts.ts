import type { DeckPage, KeyGift } from '../../../shared/contract/deck.ts'
import type { Vendor } from '../../../shared/contract/fields.ts'
import type { Gift } from '../../../shared/contract/send.ts'
import type { Send } from '../ledger/send.ts'
import type { Policy } from '../policy.ts'
import type { Clock } from '../ports.ts'
import type { DeckKeys } from './keys.ts'

/** A gift as a key of the deck prices it; a key that holds it alone also names it and shows it. */
export type NamedGift = KeyGift & { look: { giftName: string; giftIcon: string } | null }

/** ZEGO's Value makes two gifts of one id. */
const giftKey = (vendor: Vendor, { giftId, value }: { giftId: string; value?: number | undefined }) =>
  `${vendor} ${giftId} ${vendor === 'zego' ? (value ?? 1) : ''}`

const namedGifts = (pages: readonly DeckPage[]): NamedGift[] =>
  pages.flatMap(({ keys }) =>
    keys.flatMap(({ label, icon, gifts }) => {
      // A key of two gifts is called after both: no name for one of them.
      const look = gifts.length === 1 ? { giftName: label, giftIcon: icon } : null
      return gifts.map((gift) => ({ ...gift, look }))
    }),
  )

/** The gifts on the active room's keys. Every press asks for a price, so the deck is not read anew for each. */
export function rememberGifts(lent: { keys: DeckKeys; clock: Clock; policy: Policy['deck']; room(): string }) {
  const { keys, clock } = lent
  let known: { room: string; gifts: readonly NamedGift[]; at: number } | null = null
  return {
    gifts(): readonly NamedGift[] {
      const room = lent.room()
      const at = clock.monotonic()
      if (known?.room !== room || at - known.at > lent.policy.namesKeptMs)
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

/** What a send keeps of its key for good; nothing where no key holds the gift alone. */
export const lookOf = (gifts: readonly NamedGift[], vendor: Vendor, gift: Gift) =>
  find(gifts, vendor, gift, ({ look }) => look !== null)?.look ?? undefined

/** Names for sends that kept none, of this room's deck for this room alone. */
export const giftNames = (room: string, gifts: readonly NamedGift[]): Record<string, string> =>
  Object.fromEntries(
    // The first key of a gift names it, as at the press.
    gifts.toReversed().flatMap((gift) => (gift.look ? [[inRoom(room, gift.vendor, gift), gift.look.giftName]] : [])),
  )

const inRoom = (room: string, vendor: Vendor, gift: Parameters<typeof giftKey>[1]) => `${giftKey(vendor, gift)} ${room}`

export const giftName = (
  names: Readonly<Record<string, string>>,
  { roomName, vendor, giftName: kept }: Pick<Send, 'roomName' | 'vendor' | 'giftName'>,
  gift: Gift,
) => kept ?? names[inRoom(roomName, vendor, gift)] ?? gift.giftId

/** Coins of a whole send, by the price on its key; undefined where no key names one. */
export function coinsOf(gifts: readonly NamedGift[], vendor: Vendor, gift: Gift): number | undefined {
  const coins = find(gifts, vendor, gift, (each) => each.coins !== undefined)?.coins
  return coins === undefined ? undefined : coins * gift.count
}

/** Ids of the gifts whose key has the text in its name. */
export function giftsNamed(gifts: readonly NamedGift[], text: string): string[] {
  const wanted = text.trim().toLowerCase()
  const isCalled = ({ look }: NamedGift) => look?.giftName.toLowerCase().includes(wanted)
  return [...new Set(gifts.filter(isCalled).map(({ giftId }) => giftId))]
}
