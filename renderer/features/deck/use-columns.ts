import { useLayoutEffect, useRef, useState } from 'react'
import { fitKeys } from './fit-keys.ts'
import { useDeck } from './store.ts'

/**
 * How many keys stand side by side; arrow keys and rows need the number, not only the look. Measured is the panel
 * at its highest in this window, with what stands over the keys, and counted the fullest page: neither a notice, nor a bar, nor a
 * longer announcement, nor the turn of a page may move a key under the hand.
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
    // Smaller once the live lock or the tabs come in over it.
    observer.observe(scroller)
    return () => observer.disconnect()
  }, [])
  const fullest = Math.max(1, ...(pages ?? []).map(({ keys }) => keys.length))
  return { grid, ...fitKeys(room, fullest) }
}
