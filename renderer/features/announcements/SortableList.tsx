import {
  closestCenter,
  DndContext,
  KeyboardSensor,
  MouseSensor,
  TouchSensor,
  useSensor,
  useSensors,
  type DragEndEvent,
  type Announcements,
} from '@dnd-kit/core'
import {
  SortableContext,
  sortableKeyboardCoordinates,
  useSortable,
  verticalListSortingStrategy,
} from '@dnd-kit/sortable'
import { CSS } from '@dnd-kit/utilities'
import { GripVertical } from 'lucide-react'
import { type ReactNode, useMemo } from 'react'
import { useTranslate } from '../../i18n/translate.ts'

interface SortableListProps<Item extends { id: string }> {
  items: readonly Item[]
  label: string
  nameOf: (item: Item) => string
  onMove: (id: string, to: number) => void
  children: (item: Item, position: number, handle: ReactNode) => ReactNode
}

/**
 * Renders rows that can be reordered by mouse, finger or keyboard: Space lifts a row, arrows move it, Space drops it.
 */
export function SortableList<Item extends { id: string }>(props: SortableListProps<Item>) {
  const { items, label, nameOf, onMove, children } = props
  const accessibility = useSortWords(items, nameOf)
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 4 } }),
    // A finger that moves at once scrolls instead of dragging.
    useSensor(TouchSensor, { activationConstraint: { delay: 250, tolerance: 8 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  )
  const onDragEnd = ({ active, over }: DragEndEvent) => {
    const to = items.findIndex(({ id }) => id === over?.id)
    if (to >= 0 && over?.id !== active.id) onMove(String(active.id), to)
  }
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCenter}
      onDragEnd={onDragEnd}
      accessibility={accessibility}
    >
      <SortableContext items={items.map(({ id }) => id)} strategy={verticalListSortingStrategy}>
        <ol aria-label={label} className="flex flex-col gap-1">
          {items.map((item, position) => (
            <Row key={item.id} id={item.id} name={nameOf(item)}>
              {(handle) => children(item, position, handle)}
            </Row>
          ))}
        </ol>
      </SortableContext>
    </DndContext>
  )
}

function Row({ id, name, children }: { id: string; name: string; children: (handle: ReactNode) => ReactNode }) {
  const t = useTranslate('announcements')
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging } = useSortable({
    id,
    attributes: { roleDescription: t('sort.role') },
  })
  const handle = (
    <button
      type="button"
      ref={setActivatorNodeRef}
      {...attributes}
      {...listeners}
      aria-label={t('sort.handle', { name: name.slice(0, 40) })}
      className="grid h-7 w-6 shrink-0 cursor-grab touch-none place-items-center rounded-m text-ink-3 hover:text-ink"
    >
      <GripVertical className="size-4" aria-hidden />
    </button>
  )
  return (
    <li
      ref={setNodeRef}
      style={{ transform: CSS.Translate.toString(transform && { ...transform, x: 0 }), transition }}
      className={isDragging ? 'relative z-10 rounded-m shadow-float' : ''}
    >
      {children(handle)}
    </li>
  )
}

/** Returns the texts that a screen reader announces while a row is dragged. */
function useSortWords<Item extends { id: string }>(items: readonly Item[], nameOf: (item: Item) => string) {
  const t = useTranslate('announcements')
  return useMemo(() => {
    const nth = (id: string | number | undefined) => items.findIndex((item) => item.id === id)
    const values = (active: { id: string | number }, over: { id: string | number } | null) => {
      const item = items[nth(active.id)]
      return { name: item ? nameOf(item).slice(0, 40) : '', place: nth(over?.id ?? active.id) + 1, count: items.length }
    }
    const announcements: Announcements = {
      onDragStart: ({ active }) => t('sort.lifted', values(active, null)),
      onDragOver: ({ active, over }) => t('sort.over', values(active, over)),
      onDragEnd: ({ active, over }) => t('sort.dropped', values(active, over)),
      onDragCancel: ({ active }) => t('sort.cancelled', values(active, null)),
    }
    return { announcements, screenReaderInstructions: { draggable: t('sort.how') } }
  }, [items, nameOf, t])
}
