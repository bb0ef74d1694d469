import { useCallback } from 'react'
import { create } from 'zustand'
import { useExplain } from '../../platform/explain-failure.ts'
import { closeDialog, focusPanel } from '../../platform/navigation.ts'
import { useWords } from '../../i18n/translate.ts'
import { tell } from '../../ui/toasts.ts'
import { useHostId } from './current-values.ts'
import { putInBox } from './draft.ts'
import { extensionText } from './extension-info.ts'

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

interface Content {
  text: string
  extensionInfo?: unknown
  from?: string | undefined
}

/** Puts an announcement into the box and goes there; what stood in the box can be had again. */
export function usePutBack() {
  const words = useWords('announcements')
  const host = useHostId()
  return useCallback(
    ({ text, extensionInfo, from = '' }: Content) => {
      const before = putInBox({ text, extensionInfo: extensionText(extensionInfo), from: from === host ? '' : from })
      closeDialog()
      focusPanel('announce')
      if (before.text.trim() !== '' && before.text !== text)
        tell(words('putBack.replaced'), 'idle', { label: words('undo'), act: () => putInBox(before) })
    },
    [words, host],
  )
}
