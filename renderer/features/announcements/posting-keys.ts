import type { KeyboardEvent } from 'react'
import { pressOf } from '../../platform/keyboard/where.ts'

/** Ctrl or Cmd with Enter, and with Shift for later; an Enter that only ends an input method's word posts nothing. */
export const whenPosting = (post: () => void, lineUp: () => void) => (event: KeyboardEvent) => {
  const press = pressOf(event.nativeEvent)
  if (press === null || press.name !== 'Enter' || press.composing || press.alt || press.altGraph) return
  if (press.control === press.meta) return
  event.preventDefault()
  // Held, it posts once.
  if (press.repeat) return
  if (press.shift) lineUp()
  else post()
}
