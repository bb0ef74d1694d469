import type { KeyboardEvent } from 'react'

/** Ctrl or Cmd with Enter, and with Shift for later; an Enter that only ends an input method's word posts nothing. */
export const whenPosting = (post: () => void, lineUp: () => void) => (event: KeyboardEvent) => {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return
  event.preventDefault()
  if (event.shiftKey) lineUp()
  else post()
}
