import type { DeckPage, PlainKey } from '../../../shared/contract/deck.ts'
import { pagesOfPlain } from '../../../shared/domain/plain-deck.ts'
import type { SettingsStore } from '../ports.ts'
import { createPerRoomSetting, type PerRoomSetting } from '../settings/per-room-setting.ts'
import { withRoutableIds } from '../../../shared/domain/deck-pages.ts'
import type { StartupNotice } from '../../../shared/contract/status.ts'
import { isRecord } from '../platform/read-text.ts'
import { startupNotices } from '../errors/startup-notices.ts'

/** A room without keys of its own starts with those of the sandbox's catalogue. */
export type DeckKeys = PerRoomSetting<DeckPage[]>

export function createDeckKeys(settings: SettingsStore): DeckKeys {
  const decks = createPerRoomSetting(settings, { key: 'decks', start: pagesOfPlain(starterKeys) })
  // A backup that is restored now may hold ids that do not fit into a URL. The next start renews them in the file.
  return { ...decks, get: (room) => withRoutableIds(decks.get(room)) }
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

const idsOf = (pages: readonly DeckPage[]) => pages.flatMap((page) => [page.id, ...page.keys.map(({ id }) => id)])

/**
 * Replaces the ids of keys and pages that do not fit into a URL, in one write.
 * Returns notices with the old and new ids, because a program may press keys by
 * them. Settings are validated when their file is opened, so the values are pages.
 */
export function renewKeyIds(settings: SettingsStore): StartupNotice[] {
  const decks = settings.get('decks')
  if (!isRecord(decks)) return []
  const renewed: Record<string, unknown> = {}
  const notices = Object.entries(decks).flatMap(([room, pages]) => {
    const [before, after] = [pages as DeckPage[], withRoutableIds(pages as DeckPage[])]
    if (before === after) return []
    renewed[room] = after
    const now = idsOf(after)
    const pairs = idsOf(before).flatMap((id, at) => (id === now[at] ? [] : [`${id} → ${now[at]!}`]))
    return [startupNotices['key-ids-renewed']({ room, ids: pairs })]
  })
  try {
    if (notices.length > 0) settings.set('decks', { ...decks, ...renewed })
  } catch {
    // The failed write is in the log. Each reading makes the same new ids until a write succeeds.
  }
  return notices
}
