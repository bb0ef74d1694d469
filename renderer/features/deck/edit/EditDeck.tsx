import { DndContext, DragOverlay } from '@dnd-kit/core'
import { useEffect, useState } from 'react'
import type { DeckKey } from '../../../../shared/contract/deck.ts'
import { useWords } from '../../../i18n/words.ts'
import { matchShortcut } from '../../../platform/keyboard/shortcut.ts'
import { isFree, pressOf } from '../../../platform/keyboard/where.ts'
import { pageInSight, useDeck } from '../store.ts'
import { useUnlisted } from '../use-unlisted.ts'
import { Carried } from './Carried.tsx'
import { EditGrid } from './EditGrid.tsx'
import { EditNotice } from './EditNotice.tsx'
import { EditPages } from './EditPages.tsx'
import { KeySheet } from './KeySheet.tsx'
import { redo, undo } from './editing.ts'
import { useDragging } from './use-dragging.ts'

/** The deck while it is edited: nothing in here fires. */
export function EditDeck() {
  const words = useWords('editor')
  const pages = useDeck((deck) => deck.pages)
  const page = useDeck(pageInSight)
  const [edited, setEdited] = useState<DeckKey | 'new' | null>(null)
  const { dragged, ...dragging } = useDragging(pages ?? [])
  const isUnlisted = useUnlisted()
  useUndoKeys()
  if (pages === null || page === undefined) return null
  return (
    <DndContext {...dragging}>
      <p className="text-ink-3">{words('about')}</p>
      <EditNotice />
      <EditPages pages={pages} inSight={page} />
      <div className="-mx-3 -mb-2.5 flex min-h-0 flex-1 flex-col overflow-y-auto px-3 pb-3">
        <EditGrid
          key={page.id}
          page={page}
          pages={pages}
          isUnlisted={isUnlisted}
          onEdit={setEdited}
          onAdd={() => setEdited('new')}
        />
      </div>
      <DragOverlay dropAnimation={null}>{dragged !== null && <Carried deckKey={dragged} />}</DragOverlay>
      <KeySheet edited={edited} pageId={page.id} onClose={() => setEdited(null)} />
    </DndContext>
  )
}

function useUndoKeys() {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const press = pressOf(event)
      if (press === null || !isFree(event)) return
      const is = (shortcut: string) => matchShortcut(press, shortcut) !== null
      const isUndo = is('$mod+z')
      if (!isUndo && !is('$mod+Shift+z') && !is('$mod+y')) return
      event.preventDefault()
      if (isUndo) undo()
      else redo()
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
}
