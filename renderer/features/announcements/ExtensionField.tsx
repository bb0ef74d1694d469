import type { KeyboardEvent } from 'react'
import { useWords } from '../../i18n/words.ts'
import { TextArea } from '../../ui/TextArea.tsx'
import { changeDraft, useDraft } from './draft.ts'
import { checkExtensionInfo } from './extension-info.ts'

interface ExtensionFieldProps {
  error: string | undefined
  onEdit: () => void
  onKeyDown: (event: KeyboardEvent) => void
}

/** `error`: what the server said; what is wrong with the JSON itself shows as it is typed. */
export function ExtensionField({ error, onEdit, onKeyDown }: ExtensionFieldProps) {
  const words = useWords('announcements')
  const text = useDraft((draft) => draft.extensionInfo)
  const check = checkExtensionInfo(text)
  return (
    <TextArea
      rows={2}
      spellCheck={false}
      label={words('extension.label')}
      hint={words('extension.hint')}
      placeholder='{"style":"banner"}'
      value={text}
      error={check.state === 'invalid' ? words(`extension.${check.fault.kind}`, { ...check.fault }) : error}
      onKeyDown={onKeyDown}
      onChange={(next) => {
        changeDraft({ extensionInfo: next })
        onEdit()
      }}
    />
  )
}
