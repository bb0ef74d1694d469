import { useCallback } from 'react'
import type { DeckPage } from '../../../shared/contract/deck.ts'
import { useWords } from '../../i18n/words.ts'

/** A page's own name, or its number. */
export function usePageName() {
  const words = useWords('deck')
  return useCallback(
    ({ name }: Pick<DeckPage, 'name'>, position: number) =>
      name.trim() === '' ? words('page', { number: position + 1 }) : name,
    [words],
  )
}
