import { useSortable } from '@dnd-kit/sortable'
import { CSS } from '@dnd-kit/utilities'
import { type KeyboardEvent, useCallback } from 'react'
import type { DeckKey, DeckPage } from '../../../../shared/contract/deck.ts'
import { useTranslate } from '../../../i18n/translate.ts'
import { TileFace } from './TileFace.tsx'
import { type Pages, isFull, duplicateKey, moveToPage, removeKey } from './changes.ts'
import { ArrowRightLeft, Copy, Ellipsis, Pencil, Trash2 } from 'lucide-react'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Menu, MenuItem, MenuLine } from '../../../ui/Menu.tsx'
import { usePageName, useDeck } from '../store.ts'
import { useFieldProblem } from '../../../i18n/field-problem.ts'
import { dismiss, tell } from '../../../ui/toasts.ts'
import { changeDeck } from './change-deck.ts'
import { undo, useEditing } from './editing.ts'

interface EditTileProps {
  deckKey: DeckKey
  position: number
  page: DeckPage
  pages: Pages
  unlisted: boolean
  compact: boolean
  reachable: boolean
  onReach: (position: number) => void
  onEdit: (key: DeckKey) => void
}

export function EditTile({
  deckKey,
  position,
  page,
  pages,
  unlisted,
  compact,
  reachable,
  onReach,
  onEdit,
}: EditTileProps) {
  const t = useTranslate('editor')
  const deck = useTranslate('deck')
  const actions = useKeyActions(deckKey)
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging } = useSortable({
    id: deckKey.id,
    attributes: { roleDescription: t('drag.role') },
  })
  const tabIndex = reachable ? 0 : -1
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault()
      actions.remove()
    } else listeners?.['onKeyDown']?.(event)
  }
  return (
    <li
      ref={setNodeRef}
      style={{ transform: CSS.Translate.toString(transform), transition }}
      className={`group relative list-none ${isDragging ? 'opacity-40' : ''}`}
    >
      <button
        type="button"
        ref={setActivatorNodeRef}
        data-tile={deckKey.id}
        {...attributes}
        {...listeners}
        tabIndex={tabIndex}
        onKeyDown={onKeyDown}
        onFocus={() => onReach(position)}
        onClick={() => onEdit(deckKey)}
        className="block w-full rounded-l text-left transition-[filter] duration-150 select-none hover:brightness-110"
      >
        <span className="sr-only">
          {t('key', { label: deckKey.label })}
          {unlisted && `, ${deck('why.unlisted')}`}
        </span>
        <TileFace deckKey={deckKey} position={position} unlisted={unlisted} compact={compact} />
      </button>
      <TileMenu
        deckKey={deckKey}
        page={page}
        pages={pages}
        tabIndex={tabIndex}
        onEdit={() => onEdit(deckKey)}
        actions={actions}
      />
    </li>
  )
}

interface TileMenuProps {
  deckKey: DeckKey
  page: DeckPage
  pages: Pages
  tabIndex: number
  onEdit: () => void
  actions: KeyActions
}

/** Renders the menu of one key, in the tile's corner. */
function TileMenu({ deckKey, page, pages, tabIndex, onEdit, actions }: TileMenuProps) {
  const t = useTranslate('editor')
  const pageName = usePageName()
  return (
    <Menu
      trigger={
        <IconButton
          label={t('more', { label: deckKey.label })}
          icon={<Ellipsis />}
          tabIndex={tabIndex}
          className="absolute top-0.5 right-0.5 size-6"
        />
      }
    >
      <MenuItem icon={<Pencil aria-hidden />} onSelect={onEdit}>
        {t('change')}
      </MenuItem>
      <MenuItem icon={<Copy aria-hidden />} onSelect={actions.duplicate} disabled={isFull(page)}>
        {t('duplicate')}
      </MenuItem>
      {pages.map((one, nth) =>
        one.id === page.id ? null : (
          <MenuItem
            key={one.id}
            icon={<ArrowRightLeft aria-hidden />}
            onSelect={() => actions.moveTo(one.id, pageName(one, nth))}
            disabled={isFull(one)}
          >
            {t('moveTo', { page: pageName(one, nth) })}
          </MenuItem>
        ),
      )}
      <MenuLine />
      <MenuItem icon={<Trash2 aria-hidden />} onSelect={actions.remove}>
        {t('remove')}
      </MenuItem>
    </Menu>
  )
}

interface KeyActions {
  duplicate: () => void
  moveTo: (pageId: string, pageName: string) => void
  remove: () => void
}

/** Returns the changes that a menu or the keyboard makes to one key. Each can be undone from its toast. */
function useKeyActions({ id, label }: DeckKey): KeyActions {
  const t = useTranslate('editor')
  const change = useTellChange()
  const now = (): Pages => useDeck.getState().pages ?? []
  return {
    duplicate: () => change(duplicateKey(now(), id, crypto.randomUUID()), t('did.duplicated', { label })),
    moveTo: (pageId, page) => change(moveToPage(now(), id, pageId), t('did.moved', { label, page })),
    remove: () => change(removeKey(now(), id), t('did.removed', { label })),
  }
}

/** Returns a function that changes the deck and shows a toast with Undo. The next change removes the toast. */
export function useTellChange() {
  const t = useTranslate('editor')
  const problem = useFieldProblem()
  return useCallback(
    (next: Pages, message: string) => {
      const wrong = changeDeck(next)
      if (wrong !== null) {
        tell(t('did.refused', { why: problem(wrong) }), 'bad')
        return
      }
      const { past } = useEditing.getState()
      const toast = tell(message, 'idle', { label: t('undo'), act: undo })
      const forget = useEditing.subscribe((now) => {
        if (now.past === past) return
        dismiss(toast)
        forget()
      })
    },
    [t, problem],
  )
}
