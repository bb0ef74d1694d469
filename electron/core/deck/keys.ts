import type { DeckPage, PlainKey } from '../../../shared/contract/deck.ts'
import type { SettingsStore } from '../ports.ts'
import { createKeptByRoom, type KeptByRoom } from '../settings/kept-by-room.ts'
import { withRoutableIds } from '../../../shared/routable-ids.ts'
import { pagesOfPlain } from './plain-keys.ts'

/** A room without keys of its own starts with those of the sandbox's catalogue. */
export type DeckKeys = KeptByRoom<DeckPage[]>

export function createDeckKeys(settings: SettingsStore): DeckKeys {
  const kept = createKeptByRoom(settings, { key: 'decks', start: pagesOfPlain(starterKeys) })
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
