import { useEffect, useState } from 'react'
import type { SyntheticEvent } from 'react'

type TextField = HTMLInputElement | HTMLTextAreaElement

const untyped = new Set('button checkbox color file hidden image radio range reset search submit'.split(' '))
const isTextField = (target: EventTarget): target is TextField =>
  (target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && !untyped.has(target.type))) &&
  !target.readOnly &&
  // A search narrows a list and is no draft.
  target.getAttribute('role') !== 'combobox'

/**
 * What Escape, the cross or a press beside it would drop: text that was typed into a dialog and is still in its field, or what the
 * dialog itself calls changed. Leaving then asks first.
 */
export function useLeaving(open: boolean, isChanged: boolean | undefined, onLeave: () => void) {
  const [asking, setAsking] = useState(false)
  /** Each field that was entered, with what it held then. */
  const [entered] = useState(() => new Map<TextField, string>())
  const [wasOpen, setWasOpen] = useState(open)
  // Whatever closed it, the next opening begins anew.
  if (wasOpen !== open) {
    setWasOpen(open)
    setAsking(false)
  }
  useEffect(() => (open ? () => entered.clear() : undefined), [open, entered])

  const isTyped = () => [...entered].some(([field, before]) => field.isConnected && field.value !== before)
  return {
    asking,
    stay: () => setAsking(false),
    /** Asked once more, the host goes on: only the button leaves. */
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
