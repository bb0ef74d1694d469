import { useLayoutEffect, useRef, useState } from 'react'

const smallestKeyPx = 84
const gapPx = 8
/** Square keys of this panel's height would show two rows at most. */
const lowPanelPx = 372

/** How many keys fit side by side; arrow keys and rows need the number, not only the look. Low panels get low keys. */
export function useColumns() {
  const grid = useRef<HTMLDivElement>(null)
  const [columns, setColumns] = useState(4)
  const [compact, setCompact] = useState(false)
  useLayoutEffect(() => {
    const scroller = grid.current?.parentElement
    if (scroller == null) return
    const observer = new ResizeObserver(([entry]) => {
      const { width = 0, height = 0 } = entry?.contentRect ?? {}
      if (width > 0) setColumns(Math.max(2, Math.floor((width - gapPx) / (smallestKeyPx + gapPx))))
      if (height > 0) setCompact(height < lowPanelPx)
    })
    observer.observe(scroller)
    return () => observer.disconnect()
  }, [])
  return { grid, columns, compact }
}
