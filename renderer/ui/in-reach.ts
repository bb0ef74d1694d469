import { useLayoutEffect, useRef } from 'react'

/** The elements that can be pressed whatever dialog or menu is open; the rest of the page takes no presses then. */
export const inReach = { 'data-in-reach': '', className: 'pointer-events-auto' } as const

/** A press there does not count as outside of the dialog, so it closes nothing. */
export function leaveOpenInReach(event: Event) {
  if (event.target instanceof Element && event.target.closest('[data-in-reach]') !== null) event.preventDefault()
}

/** Publishes the edge below which dialogs begin; it moves as bars appear and disappear. */
export function useTopEdge() {
  const top = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const bar = top.current
    if (bar === null) return
    const { style } = document.documentElement
    const tell = () => style.setProperty('--top-edge', `${bar.offsetHeight}px`)
    const sized = new ResizeObserver(tell)
    sized.observe(bar)
    tell()
    return () => {
      sized.disconnect()
      style.removeProperty('--top-edge')
    }
  }, [])
  return top
}
