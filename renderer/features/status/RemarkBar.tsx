import { Info, X } from 'lucide-react'
import { useState } from 'react'
import type { Remark } from '../../../shared/contract/status.ts'
import { useWords } from '../../i18n/words.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { useStatus } from './store.ts'
import { passing } from '../../platform/storage.ts'

const kept = 'giftdeck.remarks'
const nothing: readonly Remark[] = []

const idOf = ({ kind, values }: Remark) => JSON.stringify([kind, values])
const seen = (): string[] => passing.getItem(kept)?.split('\n') ?? []

/** What this start found and mended, until the host has seen it. */
export function RemarkBar() {
  const words = useWords('status')
  const remarks = useStatus(({ status }) => status?.remarks ?? nothing)
  const [dismissed, setDismissed] = useState(seen)
  const open = remarks.filter((remark) => !dismissed.includes(idOf(remark)))
  const dismiss = (remark: Remark) => {
    const next = [...dismissed, idOf(remark)]
    passing.setItem(kept, next.join('\n'))
    setDismissed(next)
  }
  return (
    <output className="shrink-0 empty:hidden">
      {open.map((remark) => (
        <div
          key={idOf(remark)}
          className="mx-2 mb-2 flex items-center gap-2 rounded-m bg-warn-soft py-1 pr-1 pl-3 text-warn"
        >
          <Info className="size-4 shrink-0" aria-hidden />
          <p className="min-w-0 flex-1 break-words">{sentenceOf(remark, words)}</p>
          <IconButton label={words('dismiss')} icon={<X />} onClick={() => dismiss(remark)} className="text-warn" />
        </div>
      ))}
    </output>
  )
}

function sentenceOf({ kind, values }: Remark, words: ReturnType<typeof useWords>): string {
  if (kind !== 'settings-part-set-aside') return words(`remark.${kind}`, values)
  const part = words(`part.${values['part']}`)
  const what = values['names'] ? words('part.named', { part, names: values['names'] }) : part
  return words(`remark.${kind}`, { ...values, what })
}
