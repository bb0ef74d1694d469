import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { useWords } from '../../i18n/words.ts'
import { IconButton } from '../../ui/IconButton.tsx'

/** `hidden`: the text stands elsewhere, here is only the button. */
export function CopyText({ name, text, hidden = false }: { name: string; text: string; hidden?: boolean }) {
  const words = useWords('activity')
  const [copied, setCopied] = useState(false)
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      // A page may be denied the clipboard; the text stands there to be selected.
      () => setCopied(false),
    )
  return (
    <span className="flex min-w-0 items-center gap-1">
      {!hidden && <code className="min-w-0 truncate font-mono select-all">{text}</code>}
      <IconButton
        label={copied ? words('copied', { name }) : words('copy', { name })}
        icon={copied ? <Check /> : <Copy />}
        onClick={() => void copy()}
        className="-my-1"
      />
    </span>
  )
}
