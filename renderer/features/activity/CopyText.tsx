import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { useWords } from '../../i18n/words.ts'
import { IconButton } from '../../ui/IconButton.tsx'

export function CopyText({ name, text }: { name: string; text: string }) {
  const words = useWords('activity')
  const [copied, setCopied] = useState(false)
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      // A page may be denied the clipboard; the text stands there to be selected.
      () => setCopied(false),
    )
  return (
    <span className="flex items-center gap-1">
      <code className="min-w-0 truncate font-mono select-all">{text}</code>
      <IconButton
        label={copied ? words('copied', { name }) : words('copy', { name })}
        icon={copied ? <Check /> : <Copy />}
        onClick={() => void copy()}
        className="-my-1"
      />
    </span>
  )
}
