import { useSortable } from '@dnd-kit/sortable'
import { CSS } from '@dnd-kit/utilities'
import type { KeyboardEvent } from 'react'
import type { DeckKey, DeckPage } from '../../../../shared/contract/deck.ts'
import { useWords } from '../../../i18n/words.ts'
import { TileFace } from './TileFace.tsx'
import { TileMenu } from './TileMenu.tsx'
import type { Pages } from './changes.ts'
import { useKeyActions } from './use-key-actions.ts'

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
  const words = useWords('editor')
  const deck = useWords('deck')
  const actions = useKeyActions(deckKey)
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging } = useSortable({
    id: deckKey.id,
    attributes: { roleDescription: words('drag.role') },
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
          {words('key', { label: deckKey.label })}
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
