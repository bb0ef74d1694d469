import { useDroppable } from '@dnd-kit/core'
import { useEffect, useRef } from 'react'
import type { DeckPage } from '../../../../shared/contract/deck.ts'
import { openPage } from '../store.ts'
import { usePageName } from '../use-page-name.ts'
import { isFull } from './changes.ts'
import { dropOnPage } from './drag-words.ts'

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
