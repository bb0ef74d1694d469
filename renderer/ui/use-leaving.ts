import { useEffect, useState } from 'react'
import type { SyntheticEvent } from 'react'

type TextField = HTMLInputElement | HTMLTextAreaElement

const untyped = new Set('button checkbox color file hidden image radio range reset search submit'.split(' '))
const isTextField = (target: EventTarget): target is TextField =>
  (target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && !untyped.has(target.type))) &&
  !target.readOnly &&
  // A search field narrows a list, so its text is no draft.
  target.getAttribute('role') !== 'combobox'

/**
 * The input that Escape, the close button or a press outside would lose: text that is typed and still in its field, or
 * what the dialog itself reports as changed. Closing then asks first.
 */
export function useLeaving(open: boolean, isChanged: boolean | undefined, onLeave: () => void) {
  const [asking, setAsking] = useState(false)
  /** Each field that was entered, with its value at that time. */
  const [entered] = useState(() => new Map<TextField, string>())
  const [wasOpen, setWasOpen] = useState(open)
  // However it was closed, the next opening starts again.
  if (wasOpen !== open) {
    setWasOpen(open)
    setAsking(false)
  }
  useEffect(() => (open ? () => entered.clear() : undefined), [open, entered])

  const isTyped = () => [...entered].some(([field, before]) => field.isConnected && field.value !== before)
  return {
    asking,
    stay: () => setAsking(false),
    /** If the host tries to close again, keep it open: only the button closes it. */
    leave: () => {
      if (asking) setAsking(false)
      else if (isChanged ?? isTyped()) setAsking(true)
      else onLeave()
    },
    watch: {
      onFocusCapture: ({ target }: SyntheticEvent) => {
        if (isTextField(target) && !entered.has(target)) entered.set(target, target.value)
      },
      onInputCapture: ({ target }: SyntheticEvent) => {
        setAsking(false)
        if (isTextField(target) && !entered.has(target)) entered.set(target, '')
      },
    },
  }
}
