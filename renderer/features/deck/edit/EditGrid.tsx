import { SortableContext, rectSortingStrategy } from '@dnd-kit/sortable'
import { useDndContext } from '@dnd-kit/core'
import { Plus } from 'lucide-react'
import { useState, type KeyboardEvent } from 'react'
import type { DeckKey, DeckPage } from '../../../../shared/contract/deck.ts'
import { useTranslate } from '../../../i18n/translate.ts'
import { stepThrough, useColumns } from '../grid-layout.ts'
import { EditTile } from './EditTile.tsx'
import { isFull, type Pages } from './changes.ts'

interface EditGridProps {
  page: DeckPage
  pages: Pages
  isUnlisted: (key: DeckKey) => boolean
  onEdit: (key: DeckKey) => void
  onAdd: () => void
}

/**
 * Renders the keys as a grid with one tab stop. Arrow keys move the focus, Space lifts a key, Enter opens its editor.
 */
export function EditGrid({ page, pages, isUnlisted, onEdit, onAdd }: EditGridProps) {
  const t = useTranslate('editor')
  const { grid, columns, compact } = useColumns()
  const { active } = useDndContext()
  const [current, setCurrent] = useState(0)
  const full = isFull(page)
  const last = page.keys.length - (full ? 1 : 0)
  const reachable = Math.min(current, last)

  const move = (event: KeyboardEvent<HTMLDivElement>) => {
    if (active !== null || !(event.target instanceof HTMLElement) || event.target.dataset['tile'] === undefined) return
    const next = stepThrough(event.key, reachable, columns, last + 1)
    if (next === null) return
    event.preventDefault()
    setCurrent(next)
    grid.current?.querySelectorAll<HTMLElement>('[data-tile]')[next]?.focus()
  }

  return (
    <div ref={grid} onKeyDown={move} role="presentation">
      <SortableContext items={page.keys.map(({ id }) => id)} strategy={rectSortingStrategy}>
        <ul
          aria-label={t('keys')}
          className="grid gap-2"
          style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}
        >
          {page.keys.map((key, position) => (
            <EditTile
              key={key.id}
              deckKey={key}
              position={position}
              page={page}
              pages={pages}
              unlisted={isUnlisted(key)}
              compact={compact}
              reachable={position === reachable}
              onReach={setCurrent}
              onEdit={onEdit}
            />
          ))}
          {!full && (
            <li className="list-none">
              <button
                type="button"
                data-tile="add"
                tabIndex={reachable === last ? 0 : -1}
                onFocus={() => setCurrent(last)}
                onClick={onAdd}
                className={[
                  'flex w-full flex-col items-center justify-center gap-1 rounded-l border border-dashed border-line-strong p-1',
                  'text-center text-ink-2 transition-colors duration-150 hover:bg-hover hover:text-ink [&_svg]:size-5',
                  compact ? 'h-20' : 'aspect-square',
                ].join(' ')}
              >
                <Plus aria-hidden />
                <span className="line-clamp-2 leading-4">{t('add')}</span>
              </button>
            </li>
          )}
        </ul>
      </SortableContext>
      {full && <p className="pt-2 text-ink-3">{t('full', { count: page.keys.length })}</p>}
    </div>
  )
}
