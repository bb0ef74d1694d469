import type { DeckKey } from '../../../../shared/contract/deck.ts'
import { useWords } from '../../../i18n/words.ts'
import { useDeck } from '../store.ts'
import { duplicateKey, moveToPage, removeKey } from './changes.ts'
import type { Pages } from './changes.ts'
import { useTellChange } from './use-tell-change.ts'

export interface KeyActions {
  duplicate: () => void
  moveTo: (pageId: string, pageName: string) => void
  remove: () => void
}

/** What a menu or a key of the keyboard does to one key; each can be undone from where it is told. */
export function useKeyActions({ id, label }: DeckKey): KeyActions {
  const words = useWords('editor')
  const change = useTellChange()
  const now = (): Pages => useDeck.getState().pages ?? []
  return {
    duplicate: () => change(duplicateKey(now(), id, crypto.randomUUID()), words('did.duplicated', { label })),
    moveTo: (pageId, page) => change(moveToPage(now(), id, pageId), words('did.moved', { label, page })),
    remove: () => change(removeKey(now(), id), words('did.removed', { label })),
  }
}
