import { useLayoutEffect, useRef } from 'react'

/**
 * Where the deck is scrolled down and a notice below it goes, the browser would pull the keys back into the freed room:
 * another key would lie under the hand. The room stays empty instead until the host scrolls.
 */
export function useStillKeys() {
  const scroller = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const box = scroller.current
    if (box === null) return
    let { clientHeight: height, scrollTop: top } = box
    let empty = 0
    const leave = (px: number) => {
      empty = px
      box.style.setProperty('--empty', `${px}px`)
    }
    const keepStill = () => {
      const grown = box.clientHeight - height
      if (grown > 0 && box.scrollTop < top) {
        leave(empty + grown)
        box.scrollTop = top
      }
      const below = box.scrollHeight - box.clientHeight - box.scrollTop
      leave(Math.max(0, empty - below))
      height = box.clientHeight
      top = box.scrollTop
    }
    const observer = new ResizeObserver(keepStill)
    observer.observe(box)
    box.addEventListener('scroll', keepStill)
    return () => {
      observer.disconnect()
      box.removeEventListener('scroll', keepStill)
    }
  }, [])
  return scroller
}
