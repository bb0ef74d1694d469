import { matchKeybindingPress, parseKeybinding } from 'tinykeys'
import type { KeybindingPress } from 'tinykeys'
import { isSwitchedOff } from '../ui/bare-keys.ts'
import type { Action } from './actions.ts'

/** A choice takes the focus, but no letters. */
const writable = 'input:not([type="radio"], [type="checkbox"], [type="range"])'

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches(`${writable}, textarea, select, [role="combobox"], [role="textbox"]`))

const isBehindDialog = () =>
  document.querySelector('dialog[open], [role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]') !==
  null

/** A bare letter or digit must never fire out of a text field or from behind a dialog. */
export const isFree = (event: KeyboardEvent) => !event.defaultPrevented && !isBehindDialog() && !isTyping(event.target)

/** STOP works everywhere. */
function isHeard({ heard = 'free' }: Action, event: KeyboardEvent) {
  if (heard === 'everywhere') return true
  if (heard === 'own' || event.defaultPrevented || isSwitchedOff(event) || isBehindDialog()) return false
  return heard === 'fields' || !isTyping(event.target)
}

const parsed = new Map<string, KeybindingPress | undefined>()

function pressOf(shortcut: string) {
  if (!parsed.has(shortcut)) parsed.set(shortcut, parseKeybinding(shortcut)[0])
  return parsed.get(shortcut)
}

const isPressed = (event: KeyboardEvent, { shortcut }: Action) => {
  const press = shortcut === undefined ? undefined : pressOf(shortcut)
  return press !== undefined && matchKeybindingPress(event, press)
}

/**
 * Runs the first action whose shortcut is pressed where it is heard. The list is asked anew at every press, since keys of
 * the deck come and go. Returns what takes the listener away again.
 */
export function listenForShortcuts(list: () => readonly Action[], run: (action: Action) => void) {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing || typeof event.key !== 'string') return
    const action = list().find((known) => isPressed(event, known) && isHeard(known, event))
    // A held key fires once, though the browser may make nothing else of its repeats either.
    if (action === undefined) return
    event.preventDefault()
    if (!event.repeat) run(action)
  }
  window.addEventListener('keydown', onKeyDown)
  return () => window.removeEventListener('keydown', onKeyDown)
}
