import type { DeckPage } from '../../../shared/contract/deck.ts'
import type { Remark } from '../../../shared/contract/status.ts'
import { withRoutableIds } from '../../../shared/routable-ids.ts'
import { isRecord } from '../files/read-text.ts'
import type { SettingsStore } from '../ports.ts'
import { remarks } from '../remark.ts'

const idsOf = (pages: readonly DeckPage[]) => pages.flatMap((page) => [page.id, ...page.keys.map(({ id }) => id)])

/**
 * Gives every key and page whose id no address can hold a new one, in one write, and says which: a program may have pressed
 * them by those. Settings are checked when their file is opened, so what is there are pages.
 */
export function renewKeyIds(settings: SettingsStore): Remark[] {
  const decks = settings.get('decks')
  if (!isRecord(decks)) return []
  const renewed: Record<string, unknown> = {}
  const said = Object.entries(decks).flatMap(([room, pages]) => {
    const [before, after] = [pages as DeckPage[], withRoutableIds(pages as DeckPage[])]
    if (before === after) return []
    renewed[room] = after
    const now = idsOf(after)
    const pairs = idsOf(before).flatMap((id, at) => (id === now[at] ? [] : [`${id} → ${now[at]!}`]))
    return [remarks['key-ids-renewed']({ room, ids: pairs })]
  })
  try {
    if (said.length > 0) settings.set('decks', { ...decks, ...renewed })
  } catch {
    // The log has it. The same ids are made at each reading, until the disk takes them.
  }
  return said
}
