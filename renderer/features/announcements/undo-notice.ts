import { useCallback } from 'react'
import { create } from 'zustand'
import { useExplain } from '../../platform/explain-failure.ts'
import { closeDialog, focusPanel } from '../../platform/navigation.ts'
import { useTranslate } from '../../i18n/translate.ts'
import { tell } from '../../ui/toasts.ts'
import { useHostId } from './current-values.ts'
import { putInBox } from './draft.ts'
import { extensionText } from './extension-info.ts'

/**
 * The message about the last change in a list, with Undo. Not a toast: an open drawer makes toasts unreachable by
 * keyboard.
 */
type UndoNotice = { kind: 'removed'; text: string; undo: () => Promise<void> } | { kind: 'failed'; text: string }

export const useUndoNotice = create<{ undoNotice: UndoNotice | null }>()(() => ({ undoNotice: null }))

const shownForMs = 12_000
let timer: ReturnType<typeof setTimeout> | undefined

export const clearUndoNotice = () => useUndoNotice.setState({ undoNotice: null })

function show(undoNotice: UndoNotice) {
  clearTimeout(timer)
  timer = setTimeout(clearUndoNotice, shownForMs)
  useUndoNotice.setState({ undoNotice })
}

export const tellRemoved = (text: string, undo: () => Promise<void>) => show({ kind: 'removed', text, undo })

/** Returns a function for the `catch` of a call. It shows the failure as a notice in the drawer. */
export function useTellFailure() {
  const explain = useExplain()
  return useCallback((error: unknown) => show({ kind: 'failed', text: explain(error) }), [explain])
}

interface Content {
  text: string
  extensionInfo?: unknown
  from?: string | undefined
}

/** Returns a function that puts an announcement into the form. A toast offers to restore the previous content. */
export function usePutBack() {
  const t = useTranslate('announcements')
  const host = useHostId()
  return useCallback(
    ({ text, extensionInfo, from = '' }: Content) => {
      const before = putInBox({ text, extensionInfo: extensionText(extensionInfo), from: from === host ? '' : from })
      closeDialog()
      focusPanel('announce')
      if (before.text.trim() !== '' && before.text !== text)
        tell(t('putBack.replaced'), 'idle', { label: t('undo'), act: () => putInBox(before) })
    },
    [t, host],
  )
}
