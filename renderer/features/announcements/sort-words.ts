import type { Announcements } from '@dnd-kit/core'
import { useMemo } from 'react'
import { useWords } from '../../i18n/words.ts'

/** What a screen reader hears while a row is carried. */
export function useSortWords<Item extends { id: string }>(items: readonly Item[], nameOf: (item: Item) => string) {
  const words = useWords('announcements')
  return useMemo(() => {
    const nth = (id: string | number | undefined) => items.findIndex((item) => item.id === id)
    const values = (active: { id: string | number }, over: { id: string | number } | null) => {
      const item = items[nth(active.id)]
      return { name: item ? nameOf(item).slice(0, 40) : '', place: nth(over?.id ?? active.id) + 1, count: items.length }
    }
    const announcements: Announcements = {
      onDragStart: ({ active }) => words('sort.lifted', values(active, null)),
      onDragOver: ({ active, over }) => words('sort.over', values(active, over)),
      onDragEnd: ({ active, over }) => words('sort.dropped', values(active, over)),
      onDragCancel: ({ active }) => words('sort.cancelled', values(active, null)),
    }
    return { announcements, screenReaderInstructions: { draggable: words('sort.how') } }
  }, [items, nameOf, words])
}
