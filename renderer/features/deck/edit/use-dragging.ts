import {
  KeyboardSensor,
  MouseSensor,
  TouchSensor,
  closestCenter,
  pointerWithin,
  useSensor,
  useSensors,
} from '@dnd-kit/core'
import type { CollisionDetection, DragEndEvent, DragStartEvent } from '@dnd-kit/core'
import { sortableKeyboardCoordinates } from '@dnd-kit/sortable'
import { useState } from 'react'
import type { DeckKey } from '../../../../shared/contract/deck.ts'
import { moveKey, moveToPage } from './changes.ts'
import type { Pages } from './changes.ts'
import { changeDeck } from './change-deck.ts'
import { pageOfDrop, useDragWords } from './drag-words.ts'

/** A page's tab takes a key only from under the pointer; between keys the nearest place counts. */
const overTabOrKey: CollisionDetection = (args) => {
  const isTab = ({ id }: { id: string | number }) => pageOfDrop(id) !== null
  const tabs = pointerWithin({ ...args, droppableContainers: args.droppableContainers.filter(isTab) })
  if (tabs.length > 0) return tabs
  return closestCenter({ ...args, droppableContainers: args.droppableContainers.filter((one) => !isTab(one)) })
}

/** Enter opens a key, so that Space alone picks it up. */
const keyboardCodes = { start: ['Space'], cancel: ['Escape'], end: ['Space', 'Enter', 'Tab'] }

/** Everything a DndContext needs for the keys of one page. */
export function useDragging(pages: Pages) {
  const [dragged, setDragged] = useState<DeckKey | null>(null)
  const accessibility = useDragWords(pages)
  const sensors = useSensors(
    // A click stays a click.
    useSensor(MouseSensor, { activationConstraint: { distance: 6 } }),
    // A finger that moves at once scrolls.
    useSensor(TouchSensor, { activationConstraint: { delay: 250, tolerance: 8 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates, keyboardCodes }),
  )
  return {
    dragged,
    sensors,
    accessibility,
    collisionDetection: overTabOrKey,
    onDragStart: ({ active }: DragStartEvent) =>
      setDragged(pages.flatMap(({ keys }) => keys).find(({ id }) => id === active.id) ?? null),
    onDragCancel: () => setDragged(null),
    onDragEnd: ({ active, over }: DragEndEvent) => {
      setDragged(null)
      if (over === null) return
      const keyId = String(active.id)
      const pageId = pageOfDrop(over.id)
      const place = pages.map(({ keys }) => keys.findIndex(({ id }) => id === over.id)).find((at) => at >= 0)
      if (pageId !== null) changeDeck(moveToPage(pages, keyId, pageId))
      else if (place !== undefined) changeDeck(moveKey(pages, keyId, place))
    },
  }
}
