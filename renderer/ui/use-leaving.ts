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
 * Asks before a dialog is closed by Escape, its close button or a press outside, if input would be lost. Input is typed
 * text that is still in its field, or what the dialog itself reports by `isChanged`.
 */
export function useLeaving(open: boolean, isChanged: boolean | undefined, onLeave: () => void) {
  const [asking, setAsking] = useState(false)
  /** Each field that was entered, with its value at that time. */
  const [entered] = useState(() => new Map<TextField, string>())
  const [wasOpen, setWasOpen] = useState(open)
  // Reset the question when the dialog opens or closes.
  if (wasOpen !== open) {
    setWasOpen(open)
    setAsking(false)
  }
  useEffect(() => (open ? () => entered.clear() : undefined), [open, entered])

  const isTyped = () => [...entered].some(([field, before]) => field.isConnected && field.value !== before)
  return {
    asking,
    stay: () => setAsking(false),
    /** Handles an attempt to close. While the question is shown, a further attempt only removes the question. */
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
