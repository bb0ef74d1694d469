import { useLayoutEffect, useRef, useState } from 'react'
import { useDeck } from './store.ts'

/**
 * Returns the number of columns of the grid. It is computed from the panel's largest height in this window, minus the
 * content above the keys, and from the fullest page. A notice, a bar, a longer announcement or a change of page
 * therefore moves no key under the pointer. Arrow keys and row roles need the number, so CSS alone cannot choose it.
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
    // Observe the scroller too: it shrinks when the live lock or the tabs appear above it.
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
/** Below this height at most three rows of square keys would be visible, so the keys are flat. */
const lowGridPx = 376

interface Place {
  /** The panel's own padding. */
  width: number
  height: number
  /** The content above the grid: title, live lock, multipliers, tabs. */
  above: number
}

/** Returns the columns for the biggest square keys that all fit. `compact` = flat keys, if square ones do not fit. */
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

/** Returns the index to which a key press moves the focus in a grid of `total` keys; null if it does not move it. */
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
