import { useRef } from 'react'

/**
 * Gives the focus back to where it was when a dialog opened; Radix gives it to its own trigger only, and ours are opened
 * from anywhere. `then` runs once the dialog is gone and the focus is back.
 */
export function useFocusBack(then?: () => void) {
  const openedFrom = useRef<Element>(null)
  return {
    remember: () => {
      openedFrom.current = document.activeElement
    },
    onCloseAutoFocus: (event: Event) => {
      event.preventDefault()
      if (openedFrom.current instanceof HTMLElement) openedFrom.current.focus()
      then?.()
    },
  }
}
