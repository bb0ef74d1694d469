import { useWhileVisible } from '../../platform/while-visible.ts'
import { useVirtualizer } from '@tanstack/react-virtual'
import { ArrowUp, ChevronRight } from 'lucide-react'
import { useEffect, useEffectEvent, useRef, type RefObject } from 'react'
import { useFormat } from '../../i18n/format.ts'
import { useTranslate } from '../../i18n/translate.ts'
import { Button } from '../../ui/Button.tsx'
import { SendRow, stepRows } from './SendRow.tsx'
import { loadAround, setPaused, useActivityList } from './activity-list.ts'
import { rowAt } from './rows.ts'
import { forgetWanted, openStory, useActivity, narrow } from './store.ts'
import { useKeepPlace } from './use-keep-place.ts'
import type { FoundSend } from '../../../shared/contract/sends.ts'
import { StateChip } from '../../ui/Chip.tsx'
import { isElsewhere, useStatus } from '../status/store.ts'

/** The height of a row in the normal density. With another estimate each new row would be placed and moved again. */
const rowPx = 57
/** After a row has grown, it takes a few frames until it is measured and the rows below have moved. */
const settlingFrames = 8

/** Renders a virtual list: only the visible rows are rendered, and only the ledger pages around them are loaded. */
export function SendList() {
  const rows = useWhileVisible(useActivityList, (activityList) => activityList.rows)
  const filter = useActivity((state) => state.filter)
  const expanded = useActivity((state) => state.expanded)
  const list = useRef<HTMLDivElement>(null)

  // The virtualizer returns new functions at every scroll, so this component must not be memoized.
  // oxlint-disable-next-line react/incompatible-library
  const drawn = useVirtualizer({
    count: rows.total,
    getScrollElement: () => list.current,
    estimateSize: () => rowPx,
    getItemKey: (index) => rowAt(rows, index)?.id ?? index,
    overscan: 6,
  })
  const items = drawn.getVirtualItems()
  const first = items[0]?.index ?? 0
  const last = items.at(-1)?.index ?? 0
  useEffect(() => void loadAround(first, last), [first, last, rows])

  const toTop = () => {
    list.current?.scrollTo({ top: 0 })
    setPaused(false)
  }
  useEffect(() => {
    // Use a block, not an expression: newer browsers return a promise from scrollTo, and React would take the promise
    // for the effect's cleanup.
    list.current?.scrollTo({ top: 0 })
  }, [filter])
  useBringIntoSight((index) => drawn.scrollToIndex(index, { align: 'start' }))
  useKeepHeadInSight(list, expanded)
  const onScroll = useKeepPlace(list, {
    firstWhole: (top) => {
      const at = drawn.getVirtualItemForOffset(top)
      const index = at === undefined ? 0 : at.start < top - 1 ? at.index + 1 : at.index
      return rowAt(rows, index)?.id ?? index
    },
    bring: (row) => {
      const known = rows.items.findIndex(({ id }) => id === row)
      const index = typeof row === 'number' ? row : rows.start + known
      if (typeof row === 'number' || known >= 0) drawn.scrollToIndex(index, { align: 'start' })
    },
  })

  return (
    <div className="relative min-h-0 flex-1">
      <FreshButton onClick={toTop} />
      <div ref={list} onScroll={onScroll} className="h-full overflow-y-auto">
        <ol className="relative border-t border-line" style={{ height: drawn.getTotalSize() }}>
          {items.map((item) => {
            const row = rowAt(rows, item.index)
            return (
              <li
                key={item.key}
                ref={drawn.measureElement}
                data-index={item.index}
                className="absolute inset-x-0 top-0"
                style={{ transform: `translateY(${item.start}px)` }}
              >
                {row === undefined ? (
                  <RowToCome />
                ) : row.folded === undefined ? (
                  <SendRow receipt={row} expanded={row.id === expanded} />
                ) : (
                  <FoldedRow receipt={row} folded={row.folded} />
                )}
              </li>
            )
          })}
        </ol>
      </div>
    </div>
  )
}

/** Keeps the head of the open receipt in view. When one receipt opens and another closes, the rows move. */
function useKeepHeadInSight(list: RefObject<HTMLElement | null>, expanded: string | null) {
  useEffect(() => {
    if (expanded === null) return
    let left = settlingFrames
    let frame = 0
    const bring = () => {
      const head = list.current?.querySelector('[data-row][aria-expanded="true"]')
      for (const part of [head?.closest('li'), head]) part?.scrollIntoView({ block: 'nearest' })
      if (left-- > 0) frame = requestAnimationFrame(bring)
    }
    frame = requestAnimationFrame(bring)
    return () => cancelAnimationFrame(frame)
  }, [list, expanded])
}

/**
 * Scrolls to the send that another panel has requested. A send that is not among the loaded rows is shown in a dialog
 * beside the list.
 */
function useBringIntoSight(scrollTo: (index: number) => void) {
  const wanted = useActivity((state) => state.wanted)
  const isLoading = useActivityList(({ state }) => state === 'loading')
  // Scroll only when another send is requested: the position of a send changes with every new row.
  const bring = useEffectEvent((id: string) => {
    const { rows } = useActivityList.getState()
    const index = rows.items.findIndex((row) => row.id === id)
    if (index >= 0) scrollTo(rows.start + index)
    else openStory(id)
    forgetWanted()
  })
  useEffect(() => {
    if (wanted !== null && !isLoading) bring(wanted)
  }, [wanted, isLoading])
}

function FreshButton({ onClick }: { onClick: () => void }) {
  const t = useTranslate('activity')
  const { number } = useFormat()
  const count = useWhileVisible(useActivityList, ({ freshCount }) => freshCount)
  if (count === 0) return null
  return (
    <Button
      variant="accent"
      size="s"
      onClick={onClick}
      className="absolute top-2 left-1/2 z-10 -translate-x-1/2 shadow-float"
    >
      <ArrowUp aria-hidden />
      {t('fresh', { count, number: number(count) })}
    </Button>
  )
}

const RowToCome = () => (
  <div aria-hidden className="flex h-14.25 flex-col justify-center gap-2 border-b border-line px-3">
    <span className="h-3 w-3/5 rounded-s bg-raised" />
    <span className="h-3 w-2/5 rounded-s bg-raised" />
  </div>
)

/** Renders one row for all sends that one STOP cancelled. A click lists these sends. */
function FoldedRow({ receipt, folded }: { receipt: FoundSend; folded: { stop: number; count: number } }) {
  const t = useTranslate('activity')
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
          {t('folded', { count: folded.count, number: number(folded.count) })}
        </span>
        <ChevronRight aria-hidden className="size-4 shrink-0 self-center text-ink-3" />
      </span>
      <span className="flex min-h-7.5 w-full items-center gap-2 pb-1.5">
        <StateChip state="cancelled" />
        {elsewhere && <span className="min-w-0 truncate text-ink-3">{receipt.roomName}</span>}
        <span className="shrink-0 text-ink-3">{t('foldedOpen')}</span>
      </span>
    </button>
  )
}
