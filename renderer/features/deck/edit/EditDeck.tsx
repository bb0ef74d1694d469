import { DndContext, DragOverlay, useDndContext, useDroppable } from '@dnd-kit/core'
import { useEffect, useState, useRef } from 'react'
import { type DeckKey, type DeckPage, mostPages } from '../../../../shared/contract/deck.ts'
import { useTranslate } from '../../../i18n/translate.ts'
import { matchShortcut } from '../../../platform/keyboard/shortcut.ts'
import { isFree, pressOf } from '../../../platform/keyboard/focus-target.ts'
import { pageInSight, useDeck, openPage, usePageName } from '../store.ts'
import { useUnlisted } from '../use-unlisted.ts'
import { EditGrid } from './EditGrid.tsx'
import { EditNotice } from './EditNotice.tsx'
import { redo, undo } from './editing.ts'
import { useDragging, pageOfDrop, dropOnPage } from './use-dragging.ts'
import { TileFace } from './TileFace.tsx'
import { Plus } from 'lucide-react'
import { IconButton } from '../../../ui/IconButton.tsx'
import { PageMenu } from './PageMenu.tsx'
import { addPage, type Pages, addKey, replaceKey, isFull } from './changes.ts'
import { changeDeck } from './change-deck.ts'
import { KeyEditor } from './KeyEditor.tsx'
import { emptyDraft } from './key-draft.ts'

/** Renders the deck in edit mode, in which no key fires. */
export function EditDeck() {
  const t = useTranslate('editor')
  const pages = useDeck((deck) => deck.pages)
  const page = useDeck(pageInSight)
  const [edited, setEdited] = useState<DeckKey | 'new' | null>(null)
  const { dragged, ...dragging } = useDragging(pages ?? [])
  const isUnlisted = useUnlisted()
  useUndoKeys()
  if (pages === null || page === undefined) return null
  return (
    <DndContext {...dragging}>
      <p className="text-ink-3">{t('about')}</p>
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
      <DragOverlay dropAnimation={null}>{dragged !== null && <DragPreview deckKey={dragged} />}</DragOverlay>
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

/** Renders the dragged key under the pointer. Over a page's tab it is smaller, so that the tab is visible. */
export function DragPreview({ deckKey }: { deckKey: DeckKey }) {
  const { over } = useDndContext()
  const isOverTab = over !== null && pageOfDrop(over.id) !== null
  return (
    <div className={`transition-[scale,opacity] duration-120 ${isOverTab ? 'scale-50 opacity-70' : ''}`}>
      <TileFace deckKey={deckKey} lifted />
    </div>
  )
}

/** Renders the tabs of the pages. A key can be dropped on the tab of another page. */
export function EditPages({ pages, inSight }: { pages: Pages; inSight: DeckPage }) {
  const t = useTranslate('editor')
  const deck = useTranslate('deck')
  const add = () => {
    const id = crypto.randomUUID()
    if (changeDeck(addPage(pages, id)) === null) openPage(id)
  }
  return (
    <div className="flex items-center gap-1">
      <ul aria-label={deck('pages')} className="-m-1 flex min-w-0 gap-1 overflow-x-auto p-1">
        {pages.map((page, position) => (
          <EditTab key={page.id} page={page} position={position} isInSight={page.id === inSight.id} />
        ))}
      </ul>
      <PageMenu page={inSight} pages={pages} />
      <IconButton label={t('addPage')} icon={<Plus />} onClick={add} disabled={pages.length >= mostPages} />
    </div>
  )
}

interface KeySheetProps {
  edited: DeckKey | 'new' | null
  /** The page to which a new key is added. */
  pageId: string
  onClose: () => void
}

/** Renders the editor of one key at the side; the deck stays visible. */
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

export function EditTab({ page, position, isInSight }: { page: DeckPage; position: number; isInSight: boolean }) {
  const pageName = usePageName()
  const { setNodeRef, isOver } = useDroppable({ id: dropOnPage(page.id), disabled: isInSight || isFull(page) })
  const tab = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (isInSight) tab.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [isInSight])
  return (
    <li ref={setNodeRef} className={`list-none ${isInSight ? 'max-w-44 shrink-0' : 'min-w-16'}`}>
      <button
        ref={tab}
        type="button"
        aria-current={isInSight ? 'page' : undefined}
        onClick={() => openPage(page.id)}
        className={[
          'h-7 w-full truncate rounded-m px-2 transition-colors duration-150',
          isInSight
            ? 'bg-raised font-semibold text-ink in-data-[contrast=high]:bg-chosen'
            : 'text-ink-2 hover:bg-hover hover:text-ink',
          isOver ? 'bg-accent-soft text-ink ring-2 ring-accent' : '',
        ].join(' ')}
      >
        {pageName(page, position)}
      </button>
    </li>
  )
}
