import { type DeckPage, type PlainKey, mostKeys, type DeckKey } from '../../../shared/contract/deck.ts'
import type { SettingsStore } from '../ports.ts'
import { createPerRoomSetting, type PerRoomSetting } from '../settings/per-room-setting.ts'
import { withRoutableIds } from '../../../shared/domain/deck-pages.ts'
import type { StartupNotice } from '../../../shared/contract/status.ts'
import { isRecord } from '../platform/read-text.ts'
import { startupNotices } from '../errors/startup-notices.ts'

/** A room without keys of its own starts with those of the sandbox's catalogue. */
export type DeckKeys = PerRoomSetting<DeckPage[]>

export function createDeckKeys(settings: SettingsStore): DeckKeys {
  const kept = createPerRoomSetting(settings, { key: 'decks', start: pagesOfPlain(starterKeys) })
  // A backup may bring any id back while this runs; the next start renews it for good.
  return { ...kept, get: (room) => withRoutableIds(kept.get(room)) }
}

const tencent = (giftId: string, label: string, icon: string, coins: number): PlainKey => ({
  id: `tencent-${giftId}`,
  label,
  icon,
  vendor: 'tencent',
  giftId,
  coins,
})
const zego = (giftId: string, label: string, icon: string, value: number): PlainKey => ({
  id: `zego-${giftId}-${value}`,
  label,
  icon,
  vendor: 'zego',
  giftId,
  value,
})

const starterKeys: PlainKey[] = [
  tencent('rose', 'Rose', '🌹', 1),
  tencent('heart', 'Heart', '💖', 1),
  tencent('coffee', 'Coffee', '☕', 5),
  tencent('rocket', 'Rocket', '🚀', 10),
  tencent('fireworks', 'Fireworks', '🎆', 50),
  tencent('castle', 'Castle', '🏰', 99),
  tencent('crown', 'Crown', '👑', 199),
  tencent('gem', 'Gem', '💎', 500),
  zego('rose', 'Soldier', '🪖', 10),
  zego('rose', 'General', '🎖️', 66),
]

/** The same keys without pages, each with its first gift: all that the first programs knew of a deck. */
export const plainOfPages = (pages: readonly DeckPage[]): PlainKey[] =>
  pages.flatMap(({ keys }) => keys.map(({ id, label, icon, gifts: [gift] }) => ({ id, label, icon, ...gift! })))

/** A key that keeps its id and its gift keeps what such a program cannot say: its picture, colour, hotkey .. */
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

/** The first decks did not mind an id that came twice. */
function freshId(taken: Set<string>, id: string) {
  let free = id
  for (let nth = 2; taken.has(free); nth++) free = `${id.slice(0, 50)}-${nth}`
  taken.add(free)
  return free
}

/** A key that came twice keeps its hotkey once. */
function withoutRepeats(pages: DeckPage[]): DeckPage[] {
  const taken = new Set<string>()
  const single = ({ hotkey, ...key }: DeckKey): DeckKey => {
    if (hotkey === undefined || taken.has(hotkey)) return key
    taken.add(hotkey)
    return { ...key, hotkey }
  }
  return pages.map((page) => ({ ...page, keys: page.keys.map(single) }))
}

const idsOf = (pages: readonly DeckPage[]) => pages.flatMap((page) => [page.id, ...page.keys.map(({ id }) => id)])

/**
 * Gives every key and page whose id no address can hold a new one, in one write, and says which: a program may have pressed
 * them by those. Settings are checked when their file is opened, so what is there are pages.
 */
export function renewKeyIds(settings: SettingsStore): StartupNotice[] {
  const decks = settings.get('decks')
  if (!isRecord(decks)) return []
  const renewed: Record<string, unknown> = {}
  const said = Object.entries(decks).flatMap(([room, pages]) => {
    const [before, after] = [pages as DeckPage[], withRoutableIds(pages as DeckPage[])]
    if (before === after) return []
    renewed[room] = after
    const now = idsOf(after)
    const pairs = idsOf(before).flatMap((id, at) => (id === now[at] ? [] : [`${id} → ${now[at]!}`]))
    return [startupNotices['key-ids-renewed']({ room, ids: pairs })]
  })
  try {
    if (said.length > 0) settings.set('decks', { ...decks, ...renewed })
  } catch {
    // The log has it. The same ids are made at each reading, until the disk takes them.
  }
  return said
}
