import { useVirtualizer } from '@tanstack/react-virtual'
import { ArrowUp } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useWords } from '../../i18n/words.ts'
import { Button } from '../../ui/Button.tsx'
import { useSends } from '../sends/store.ts'
import { OlderButton } from './OlderButton.tsx'
import { SendRow } from './SendRow.tsx'
import { useActivity } from './store.ts'

const rowPx = 64
const atTopPx = 8

/** Only the rows in sight exist. Scrolled away from the top, the feed holds still and counts what is new. */
export function SendList({ ids }: { ids: readonly string[] }) {
  const words = useWords('activity')
  const byId = useSends((state) => state.byId)
  const expanded = useActivity((state) => state.expanded)
  const list = useRef<HTMLDivElement>(null)
  // The newest send when the host scrolled away; null = at the top.
  const [heldAt, setHeldAt] = useState<string | null>(null)
  const fresh = heldAt === null ? 0 : Math.max(0, ids.indexOf(heldAt))
  const shown = fresh === 0 ? ids : ids.slice(fresh)

  const rows = useVirtualizer({
    count: shown.length,
    getScrollElement: () => list.current,
    estimateSize: () => rowPx,
    getItemKey: (index) => shown[index] ?? index,
    overscan: 6,
  })
  const toTop = () => {
    setHeldAt(null)
    list.current?.scrollTo({ top: 0 })
  }
  const onScroll = () => {
    const isAway = (list.current?.scrollTop ?? 0) > atTopPx
    setHeldAt((held) => (isAway ? (held ?? ids[0] ?? null) : null))
  }
  // Another part of the page may open a send that is out of sight.
  const target = expanded === null ? -1 : shown.indexOf(expanded)
  useEffect(() => {
    if (target >= 0) rows.scrollToIndex(target, { align: 'auto' })
    // Only when another send is opened: its place shifts with every new row.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [expanded])

  return (
    <div className="relative min-h-0 flex-1">
      {fresh > 0 && (
        <Button
          look="accent"
          size="s"
          onClick={toTop}
          className="absolute top-2 left-1/2 z-10 -translate-x-1/2 shadow-float"
        >
          <ArrowUp aria-hidden />
          {words('fresh', { count: fresh })}
        </Button>
      )}
      <div ref={list} onScroll={onScroll} className="h-full overflow-y-auto">
        <div className="relative border-t border-line" style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map((item) => {
            const receipt = byId[shown[item.index] ?? '']
            return (
              <div
                key={item.key}
                ref={rows.measureElement}
                data-index={item.index}
                className="absolute inset-x-0 top-0"
                style={{ transform: `translateY(${item.start}px)` }}
              >
                {receipt !== undefined && <SendRow receipt={receipt} expanded={receipt.id === expanded} />}
              </div>
            )
          })}
        </div>
        <OlderButton />
      </div>
    </div>
  )
}
