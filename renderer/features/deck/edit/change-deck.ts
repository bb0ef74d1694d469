import { deckPagesSchema } from '../../../../shared/contract/deck.ts'
import type { Pages } from './changes.ts'
import { putOnScreen } from './editing.ts'

/** Every change is on the screen at once and kept at once. Says what is wrong with a deck that cannot be kept. */
export function changeDeck(next: Pages): string | null {
  const checked = deckPagesSchema.safeParse(next)
  if (!checked.success) return checked.error.issues[0]?.message ?? ''
  putOnScreen(next, checked.data)
  return null
}
