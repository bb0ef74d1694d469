import { useRef } from 'react'

/**
 * Restores the focus to the element that had it when the dialog opened. Radix restores it to its own trigger only, and
 * our dialogs are opened from anywhere. `then` runs once the dialog is gone and the focus is restored.
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
