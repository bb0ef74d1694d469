import { readKey } from './read-key.ts'
import type { KeyPress } from './read-key.ts'

/** The inputs that take text. Radio buttons, checkboxes and sliders take the focus, but no text. */
const writable = 'input:not([type="radio"], [type="checkbox"], [type="range"])'

const layers = 'dialog[open], [role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]'

/** True if typing at the target produces text. */
export const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches(`${writable}, textarea, select, [role="combobox"], [role="textbox"]`))

/** True if Enter starts a new line at the target. */
export const takesLines = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('textarea'))

/** True if a dialog, a menu, the palette or a list is open over the page. */
export const isBehindDialog = () => document.querySelector(layers) !== null

/** True if a key press may be a shortcut: it comes neither from a text field nor from behind a dialog. */
export const isFree = (event: Event) => !event.defaultPrevented && !isBehindDialog() && !isTyping(event.target)

/** Reads a keyboard event of the page; null if it has no key. */
export const pressOf = (event: KeyboardEvent): KeyPress | null => readKey(event, isTyping(event.target))
