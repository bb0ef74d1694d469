import { useCallback } from 'react'
import type { People } from '../../../shared/contract/people.ts'
import { useExplain } from '../../app/failures.ts'
import { tell } from '../../ui/toasts.ts'
import { savePeople } from './store.ts'

/** Every choice counts at once; one that could not be kept is taken back, with a word. */
export function useSavePeople() {
  const explain = useExplain()
  return useCallback(
    (people: People) => void savePeople(people).catch((error: unknown) => tell(explain(error), 'bad')),
    [explain],
  )
}
