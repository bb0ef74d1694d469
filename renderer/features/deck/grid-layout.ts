import { useLayoutEffect, useRef, useState } from 'react'
import { useDeck } from './store.ts'

/**
 * The number of columns, which arrow keys and row roles need as a number, not only in CSS. It is computed from the
 * panel's largest height in this window, minus what is above the keys, and from the fullest page. So neither a notice,
 * nor a bar, nor a longer announcement, nor a change of page moves a key under the pointer.
 */
export function useColumns() {
  const grid = useRef<HTMLDivElement>(null)
  const pages = useDeck((deck) => deck.pages)
  const [room, setRoom] = useState({ width: 0, height: 0, above: 0, screen: '' })
  useLayoutEffect(() => {
    const panel = grid.current?.closest('section')
    const scroller = grid.current?.parentElement
    if (panel == null || scroller == null) return
    const observer = new ResizeObserver(() => {
      const { width, height, top } = panel.getBoundingClientRect()
      const above = Math.round(scroller.getBoundingClientRect().top - top)
      const screen = `${window.innerWidth}×${window.innerHeight}`
      setRoom((before) =>
        before.width === width && before.above === above && before.screen === screen && height <= before.height
          ? before
          : { width, height, above, screen },
      )
    })
    observer.observe(panel)
    // The panel shrinks once the live lock or the tabs appear.
    observer.observe(scroller)
    return () => observer.disconnect()
  }, [])
  const fullest = Math.max(1, ...(pages ?? []).map(({ keys }) => keys.length))
  return { grid, ...fitKeys(room, fullest) }
}

const smallestKeyPx = 84
/** Bigger keys would dominate the page. */
const biggestKeyPx = 176
const lowKeyPx = 80
const gapPx = 8
/** The padding left and right of the grid, its gaps included. */
const besidePx = 16
/** The padding below the grid. */
const belowPx = 12
/** With square keys, at most three rows would be visible. */
const lowGridPx = 376

interface Place {
  /** The panel's own padding. */
  width: number
  height: number
  /** The content above the grid: title, live lock, multipliers, tabs. */
  above: number
}

/** The biggest square keys that all fit; flat ones where a low panel has no room for square ones. */
export function fitKeys({ width, height, above }: Place, keys: number) {
  if (width === 0) return { columns: 4, compact: false }
  const across = width - besidePx
  const down = height - above - belowPx
  const sizeOf = (columns: number) => Math.floor(across / columns) - gapPx
  const most = Math.max(2, Math.floor(across / (smallestKeyPx + gapPx)))
  const least = Math.min(most, Math.max(2, Math.ceil(across / (biggestKeyPx + gapPx))))
  for (let columns = least; columns <= most; columns++)
    if (Math.ceil(keys / columns) * (sizeOf(columns) + gapPx) + gapPx <= down) return { columns, compact: false }
  const fitsLow = Math.ceil(keys / most) * (lowKeyPx + gapPx) + gapPx <= down
  return { columns: most, compact: height > 0 && (fitsLow || down < lowGridPx) }
}

/** The target of an arrow key in a grid of `total` keys, `columns` wide; null = not an arrow key. */
export function stepThrough(pressed: string, from: number, columns: number, total: number): number | null {
  const last = total - 1
  const rowStart = from - (from % columns)
  switch (pressed) {
    case 'ArrowRight':
      return Math.min(from + 1, last)
    case 'ArrowLeft':
      return Math.max(from - 1, 0)
    case 'ArrowDown':
      return from + columns > last ? from : from + columns
    case 'ArrowUp':
      return from - columns < 0 ? from : from - columns
    case 'Home':
      return rowStart
    case 'End':
      return Math.min(rowStart + columns - 1, last)
    default:
      return null
  }
}
