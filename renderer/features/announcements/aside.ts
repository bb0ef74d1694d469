import { useCallback } from 'react'
import { create } from 'zustand'
import { useExplain } from '../../app/failures.ts'

/** What a list has to say about the last thing done in it. Not in the corner: an open drawer hides that from the keyboard. */
type Aside = { kind: 'removed'; text: string; undo: () => Promise<void> } | { kind: 'failed'; text: string }

export const useAside = create<{ aside: Aside | null }>()(() => ({ aside: null }))

const shownForMs = 12_000
let timer: ReturnType<typeof setTimeout> | undefined

export const clearAside = () => useAside.setState({ aside: null })

function show(aside: Aside) {
  clearTimeout(timer)
  timer = setTimeout(clearAside, shownForMs)
  useAside.setState({ aside })
}

export const tellRemoved = (text: string, undo: () => Promise<void>) => show({ kind: 'removed', text, undo })

/** For the `catch` of a call. */
export function useTellFailure() {
  const explain = useExplain()
  return useCallback((error: unknown) => show({ kind: 'failed', text: explain(error) }), [explain])
}
