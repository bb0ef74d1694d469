import { useLayoutEffect, useRef, useState } from 'react'
import { fitKeys } from './fit-keys.ts'
import { useDeck } from './store.ts'

/**
 * How many keys stand side by side; arrow keys and rows need the number, not only the look. Measured is the panel
 * at its highest in this window, and counted the fullest page: neither a notice, nor a bar, nor a longer announcement, nor the
 * turn of a page may move a key under the hand.
 */
export function useColumns() {
  const grid = useRef<HTMLDivElement>(null)
  const pages = useDeck((deck) => deck.pages)
  const [room, setRoom] = useState({ width: 0, height: 0, screen: '' })
  useLayoutEffect(() => {
    const panel = grid.current?.closest('section')
    if (panel == null) return
    const observer = new ResizeObserver(([entry]) => {
      const { width = 0, height = 0 } = entry?.contentRect ?? {}
      const screen = `${window.innerWidth}×${window.innerHeight}`
      setRoom((before) =>
        before.width === width && before.screen === screen && height < before.height
          ? before
          : { width, height, screen },
      )
    })
    observer.observe(panel)
    return () => observer.disconnect()
  }, [])
  const fullest = Math.max(1, ...(pages ?? []).map(({ keys }) => keys.length))
  return { grid, ...fitKeys(room, fullest, (pages?.length ?? 1) > 1) }
}
