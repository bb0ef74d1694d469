import { type DeckKey, type DeckPage, mostKeys, type PlainKey } from '../contract/deck.ts'

/** Converts a deck to the first format of the control API: one list of keys, each with its first gift. */
export const plainOfPages = (pages: readonly DeckPage[]): PlainKey[] =>
  pages.flatMap(({ keys }) => keys.map(({ id, label, icon, gifts: [gift] }) => ({ id, label, icon, ...gift! })))

/**
 * Converts a deck from the first format. A key with an unchanged id and gift keeps the fields that the first format
 * does not have: picture, colour, hotkey, second gift.
 */
export function pagesOfPlain(plain: readonly PlainKey[], before: readonly DeckPage[] = []): DeckPage[] {
  const known = new Map(before.flatMap(({ keys }) => keys.map((key) => [key.id, key] as const)))
  const ids = new Set<string>()
  const keys = plain.map(({ id, label, icon, ...gift }): DeckKey => {
    const old = known.get(id)
    const same = old?.gifts[0]?.vendor === gift.vendor && old.gifts[0].giftId === gift.giftId
    return { ...(same && old), id: freshId(ids, id), label, icon, gifts: [gift, ...(same ? old.gifts.slice(1) : [])] }
  })
  const pages = Array.from({ length: Math.max(1, Math.ceil(keys.length / mostKeys)) }, (_, at) => ({
    id: before[at]?.id ?? `page-${at + 1}`,
    name: before[at]?.name ?? '',
    keys: keys.slice(at * mostKeys, (at + 1) * mostKeys),
  }))
  return withoutRepeats(pages)
}

/** Returns an unused id. The first format allowed an id to occur twice, so a repeated id gets a suffix. */
function freshId(taken: Set<string>, id: string) {
  let free = id
  for (let nth = 2; taken.has(free); nth++) free = `${id.slice(0, 50)}-${nth}`
  taken.add(free)
  return free
}

/** Removes repeated hotkeys: two keys of the first format may inherit the same hotkey, and only the first keeps it. */
function withoutRepeats(pages: DeckPage[]): DeckPage[] {
  const taken = new Set<string>()
  const single = ({ hotkey, ...key }: DeckKey): DeckKey => {
    if (hotkey === undefined || taken.has(hotkey)) return key
    taken.add(hotkey)
    return { ...key, hotkey }
  }
  return pages.map((page) => ({ ...page, keys: page.keys.map(single) }))
}
