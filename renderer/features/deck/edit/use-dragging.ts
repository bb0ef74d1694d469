import {
  KeyboardSensor,
  MouseSensor,
  TouchSensor,
  closestCenter,
  pointerWithin,
  useSensor,
  useSensors,
  type CollisionDetection,
  type DragEndEvent,
  type DragStartEvent,
  type Active,
  type Announcements,
  type Over,
} from '@dnd-kit/core'
import { sortableKeyboardCoordinates } from '@dnd-kit/sortable'
import { useState, useMemo } from 'react'
import type { DeckKey } from '../../../../shared/contract/deck.ts'
import { moveKey, moveToPage, type Pages } from './changes.ts'
import { changeDeck } from './change-deck.ts'
import { useTranslate } from '../../../i18n/translate.ts'
import { usePageName } from '../store.ts'

/** Finds the target of a drag: the page's tab directly under the pointer, else the nearest key. */
const overTabOrKey: CollisionDetection = (args) => {
  const isTab = ({ id }: { id: string | number }) => pageOfDrop(id) !== null
  const tabs = pointerWithin({ ...args, droppableContainers: args.droppableContainers.filter(isTab) })
  if (tabs.length > 0) return tabs
  return closestCenter({ ...args, droppableContainers: args.droppableContainers.filter((one) => !isTab(one)) })
}

/** Only Space lifts a key, because Enter opens its editor. */
const keyboardCodes = { start: ['Space'], cancel: ['Escape'], end: ['Space', 'Enter', 'Tab'] }

/** Returns the properties of the DndContext for the keys of one page. */
export function useDragging(pages: Pages) {
  const [dragged, setDragged] = useState<DeckKey | null>(null)
  const accessibility = useDragWords(pages)
  const sensors = useSensors(
    // A click without movement stays a click.
    useSensor(MouseSensor, { activationConstraint: { distance: 6 } }),
    // A finger that moves at once scrolls instead of dragging.
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

const before = 'page:'
export const dropOnPage = (pageId: string) => `${before}${pageId}`
export const pageOfDrop = (id: string | number) =>
  String(id).startsWith(before) ? String(id).slice(before.length) : null

/** Returns the texts that a screen reader announces while a key is dragged. */
function useDragWords(pages: Pages) {
  const t = useTranslate('editor')
  const pageName = usePageName()
  return useMemo(() => {
    const labelOf = ({ id }: Active) => pages.flatMap(({ keys }) => keys).find((key) => key.id === id)?.label ?? ''
    const placeOf = (over: Over | null) => {
      if (over === null) return t('drag.nowhere')
      const pageId = pageOfDrop(over.id)
      const nth = pages.findIndex(({ id }) => id === pageId)
      const page = pages[nth]
      if (page !== undefined) return t('drag.onPage', { page: pageName(page, nth) })
      const keys = pages.map((one) => one.keys).find((one) => one.some(({ id }) => id === over.id)) ?? []
      return t('drag.place', { place: keys.findIndex(({ id }) => id === over.id) + 1, count: keys.length })
    }
    const announcements: Announcements = {
      onDragStart: ({ active }) => t('drag.lifted', { label: labelOf(active) }),
      onDragOver: ({ active, over }) => t('drag.over', { label: labelOf(active), place: placeOf(over) }),
      onDragEnd: ({ active, over }) => t('drag.dropped', { label: labelOf(active), place: placeOf(over) }),
      onDragCancel: ({ active }) => t('drag.cancelled', { label: labelOf(active) }),
    }
    return { announcements, screenReaderInstructions: { draggable: t('drag.how') } }
  }, [pages, t, pageName])
}
