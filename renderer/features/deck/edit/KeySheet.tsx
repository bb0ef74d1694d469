import type { DeckKey } from '../../../../shared/contract/deck.ts'
import { KeyEditor } from './KeyEditor.tsx'
import { addKey, replaceKey } from './changes.ts'
import { changeDeck } from './change-deck.ts'
import { useDeck } from '../store.ts'
import { emptyDraft } from './key-draft.ts'

interface KeySheetProps {
  edited: DeckKey | 'new' | null
  /** Where a new key goes. */
  pageId: string
  onClose: () => void
}

/** One key, at the side; the deck stays in sight. */
export function KeySheet({ edited, pageId, onClose }: KeySheetProps) {
  if (edited === null) return null
  const keep = (key: DeckKey) => {
    const pages = useDeck.getState().pages ?? []
    const known = pages.some(({ keys }) => keys.some(({ id }) => id === key.id))
    const wrong = changeDeck(known ? replaceKey(pages, key) : addKey(pages, pageId, key))
    if (wrong === null) onClose()
    return wrong
  }
  return (
    <KeyEditor
      key={edited === 'new' ? 'new' : edited.id}
      start={edited === 'new' ? emptyDraft() : edited}
      isNew={edited === 'new'}
      onSave={keep}
      onClose={onClose}
    />
  )
}
