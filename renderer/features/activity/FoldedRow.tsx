import { ChevronRight } from 'lucide-react'
import type { FoundSend } from '../../../shared/contract/sends.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.ts'
import { StateChip } from '../../ui/StateChip.tsx'
import { isElsewhere, useStatus } from '../status/store.ts'
import { stepRows } from './step-rows.ts'
import { narrow } from './store.ts'

/** A burst that STOP cancelled, as one row; it opens into a list of its own. */
export function FoldedRow({ receipt, folded }: { receipt: FoundSend; folded: { stop: number; count: number } }) {
  const words = useWords('activity')
  const { time, number } = useFormat()
  const elsewhere = useStatus(({ status }) => isElsewhere(status, receipt))
  return (
    <button
      type="button"
      data-row
      onKeyDown={stepRows}
      onClick={() => narrow({ stop: { mark: folded.stop, count: folded.count } })}
      className="flex w-full flex-col border-b border-line px-3 pt-1.5 text-left outline-offset-[-2px] hover:bg-raised/60"
    >
      <span className="flex w-full items-baseline gap-2">
        <time dateTime={receipt.updatedAt} className="shrink-0 text-ink-3">
          {time(receipt.updatedAt)}
        </time>
        <span className="min-w-0 flex-1 truncate font-medium">
          {words('folded', { count: folded.count, number: number(folded.count) })}
        </span>
        <ChevronRight aria-hidden className="size-4 shrink-0 self-center text-ink-3" />
      </span>
      <span className="flex min-h-7.5 w-full items-center gap-2 pb-1.5">
        <StateChip state="cancelled" />
        {elsewhere && <span className="min-w-0 truncate text-ink-3">{receipt.roomName}</span>}
        <span className="shrink-0 text-ink-3">{words('foldedOpen')}</span>
      </span>
    </button>
  )
}
