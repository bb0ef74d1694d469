import { useLayoutEffect, useRef, useState } from 'react'

const smallestKeyPx = 84
const gapPx = 8

/** How many keys fit side by side; arrow keys and rows need the number, not only the look. */
export function useColumns() {
  const grid = useRef<HTMLDivElement>(null)
  const [columns, setColumns] = useState(4)
  useLayoutEffect(() => {
    if (grid.current === null) return
    const observer = new ResizeObserver(([entry]) => {
      const width = entry?.contentRect.width ?? 0
      if (width > 0) setColumns(Math.max(2, Math.floor((width - gapPx) / (smallestKeyPx + gapPx))))
    })
    observer.observe(grid.current)
    return () => observer.disconnect()
  }, [])
  return { grid, columns }
}
