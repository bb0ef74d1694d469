import { ChevronRight } from 'lucide-react'
import type { Receipt } from '../../../shared/contract/send.ts'
import { useFormat } from '../../i18n/format.ts'
import { useTranslate } from '../../i18n/translate.ts'
import { StateChip } from '../../ui/Chip.tsx'
import { lookedAt, useGiftLook } from '../deck/gift-names.ts'
import { isElsewhere, useStatus } from '../status/store.ts'
import { ActButtons, SendDetails } from './SendDetails.tsx'
import { toggle } from './store.ts'
import { actsFor } from './use-act.ts'
import { memo, type KeyboardEvent } from 'react'

/**
 * Renders one send on two lines: first what, from whom and to whom; then its state and what the host can do about it.
 * It is memoized, because each new send moves all rows and changes none of them.
 */
export const SendRow = memo(function SendRow({ receipt, expanded }: { receipt: Receipt; expanded: boolean }) {
  const t = useTranslate('activity')
  const { time, duration } = useFormat()
  const { icon, name } = useGiftLook(receipt)
  const { gift, announcement, state, hint, latencyMs, id } = receipt
  const acts = actsFor(receipt)
  const elsewhere = useStatus(({ status }) => isElsewhere(status, receipt))
  // A cancelled send shows its button in the receipt only. After STOP a thousand rows would show it otherwise.
  const inSight = expanded || state === 'cancelled' ? undefined : acts[0]
  const open = () => {
    if (!expanded) lookedAt(receipt)
    toggle(id)
  }
  return (
    <div className={`border-b border-line ${expanded ? 'bg-ground' : 'hover:bg-raised/60'}`}>
      <button
        type="button"
        data-row
        onKeyDown={stepRows}
        aria-expanded={expanded}
        onClick={open}
        className="flex w-full items-baseline gap-2 px-3 pt-1.5 text-left outline-offset-[-2px]"
      >
        <time dateTime={receipt.createdAt} className="shrink-0 text-ink-3">
          {time(receipt.createdAt)}
        </time>
        <span className="flex min-w-0 flex-1 gap-1.5">
          <span aria-hidden className="shrink-0 font-icon">
            {icon}
          </span>
          <span className="truncate font-medium">{name}</span>
          {gift !== undefined && (
            <span className="min-w-8 flex-1 truncate text-ink-3">
              {typeof gift.from === 'object' ? gift.from.userId : gift.from}
              {gift.to !== undefined && ` → ${gift.to}`}
            </span>
          )}
          {/* The sender has its own element, because a long text would otherwise push the sender out of the row. */}
          {announcement !== undefined && (
            <span className="max-w-2/5 shrink-0 truncate text-ink-3">{announcement.from}</span>
          )}
        </span>
        <ChevronRight
          aria-hidden
          className={`size-4 shrink-0 self-center text-ink-3 transition-transform duration-150 ${expanded ? 'rotate-90' : ''}`}
        />
      </button>
      <div className="flex min-h-7.5 flex-wrap items-center gap-x-2 gap-y-1 px-3 pb-1.5">
        <StateChip state={state} />
        {hint !== undefined && <span className="text-ink-2">{t(`hint.${hint}`)}</span>}
        {/* Show no time beside `unknown`: the host would think that an answer arrived at that time. */}
        {latencyMs !== undefined && state !== 'unknown' && <span className="text-ink-3">{duration(latencyMs)}</span>}
        {elsewhere && <span className="min-w-0 truncate text-ink-3">{receipt.roomName}</span>}
        {inSight !== undefined && (
          <span className="ml-auto">
            <ActButtons id={id} what={name} acts={[inSight]} />
          </span>
        )}
      </div>
      {expanded && <SendDetails receipt={receipt} name={name} acts={acts} />}
    </div>
  )
})

/** Moves the focus to the row above or below when Up or Down is pressed. */
export function stepRows(event: KeyboardEvent<HTMLElement>) {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  const list = event.currentTarget.closest('ol, ul')
  if (step === 0 || list === null) return
  // The DOM order is the order of rendering, not the order on the screen, so sort by position.
  const rows = [...list.querySelectorAll<HTMLElement>('[data-row]')]
  const placed = rows.toSorted((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)
  const next = placed[placed.indexOf(event.currentTarget) + step]
  if (next === undefined) return
  event.preventDefault()
  next.focus()
}
