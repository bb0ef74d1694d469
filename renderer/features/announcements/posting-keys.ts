import type { KeyboardEvent } from 'react'

/** Ctrl or Cmd with Enter; an Enter that only ends an input method's word posts nothing. */
export const whenPosting = (post: () => void) => (event: KeyboardEvent) => {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return
  event.preventDefault()
  post()
}
