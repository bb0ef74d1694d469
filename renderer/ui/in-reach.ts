import { useLayoutEffect, useRef } from 'react'

/** What can be pressed whatever dialog or menu is open: around them the page takes no presses. */
export const inReach = { 'data-in-reach': '', className: 'pointer-events-auto' } as const

/** A press there is none outside of a dialog, so it closes nothing. */
export function leaveOpenInReach(event: Event) {
  if (event.target instanceof Element && event.target.closest('[data-in-reach]') !== null) event.preventDefault()
}

/** Tells dialogs where the edge is that they begin below; it moves as bars come and go. */
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
