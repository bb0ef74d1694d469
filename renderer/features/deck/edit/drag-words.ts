import type { Active, Announcements, Over } from '@dnd-kit/core'
import { useMemo } from 'react'
import { useWords } from '../../../i18n/words.ts'
import { usePageName } from '../use-page-name.ts'
import type { Pages } from './changes.ts'

const before = 'page:'
export const dropOnPage = (pageId: string) => `${before}${pageId}`
export const pageOfDrop = (id: string | number) =>
  String(id).startsWith(before) ? String(id).slice(before.length) : null

/** What a screen reader hears while a key is carried. */
export function useDragWords(pages: Pages) {
  const words = useWords('editor')
  const pageName = usePageName()
  return useMemo(() => {
    const labelOf = ({ id }: Active) => pages.flatMap(({ keys }) => keys).find((key) => key.id === id)?.label ?? ''
    const placeOf = (over: Over | null) => {
      if (over === null) return words('drag.nowhere')
      const pageId = pageOfDrop(over.id)
      const nth = pages.findIndex(({ id }) => id === pageId)
      const page = pages[nth]
      if (page !== undefined) return words('drag.onPage', { page: pageName(page, nth) })
      const keys = pages.map((one) => one.keys).find((one) => one.some(({ id }) => id === over.id)) ?? []
      return words('drag.place', { place: keys.findIndex(({ id }) => id === over.id) + 1, count: keys.length })
    }
    const announcements: Announcements = {
      onDragStart: ({ active }) => words('drag.lifted', { label: labelOf(active) }),
      onDragOver: ({ active, over }) => words('drag.over', { label: labelOf(active), place: placeOf(over) }),
      onDragEnd: ({ active, over }) => words('drag.dropped', { label: labelOf(active), place: placeOf(over) }),
      onDragCancel: ({ active }) => words('drag.cancelled', { label: labelOf(active) }),
    }
    return { announcements, screenReaderInstructions: { draggable: words('drag.how') } }
  }, [pages, words, pageName])
}
