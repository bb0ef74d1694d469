import { useLayoutEffect, useRef } from 'react'

/**
 * The attributes of elements that can be pressed while a dialog or menu is open, in contrast to the rest of the page.
 */
export const inReach = { 'data-in-reach': '', className: 'pointer-events-auto' } as const

/** Keeps a dialog open when an element with these attributes is pressed outside of the dialog. */
export function leaveOpenInReach(event: Event) {
  if (event.target instanceof Element && event.target.closest('[data-in-reach]') !== null) event.preventDefault()
}

/** Sets the CSS variable `--top-edge`, below which dialogs begin. It changes as bars appear and disappear. */
export function useTopEdge() {
  const top = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const bar = top.current
    if (bar === null) return
    const { style } = document.documentElement
    const update = () => style.setProperty('--top-edge', `${bar.offsetHeight}px`)
    const sized = new ResizeObserver(update)
    sized.observe(bar)
    update()
    return () => {
      sized.disconnect()
      style.removeProperty('--top-edge')
    }
  }, [])
  return top
}
