import { useCallback } from 'react'
import { closeDialog } from '../../app/dialogs.ts'
import { focusPanel } from '../../app/tabs.ts'
import { useWords } from '../../i18n/words.ts'
import { tell } from '../../ui/toasts.ts'
import { useHostId } from './current-values.ts'
import { putInBox } from './draft.ts'
import { extensionText } from './extension-info.ts'

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
