import { deckPagesSchema } from '../../../../shared/contract/deck.ts'
import type { Pages } from './changes.ts'
import { putOnScreen } from './editing.ts'

/** Shows and saves a changed deck at once. Returns what is wrong with a deck that is invalid, else null. */
export function changeDeck(next: Pages): string | null {
  const checked = deckPagesSchema.safeParse(next)
  if (!checked.success) return checked.error.issues[0]?.message ?? ''
  putOnScreen(next, checked.data)
  return null
}
