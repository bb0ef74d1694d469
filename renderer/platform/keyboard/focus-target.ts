import { readKey } from './read-key.ts'
import type { KeyPress } from './read-key.ts'

/** Choice controls take the focus, but no text. */
const writable = 'input:not([type="radio"], [type="checkbox"], [type="range"])'

const layers = 'dialog[open], [role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]'

/** Whether typing at the target produces text. */
export const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches(`${writable}, textarea, select, [role="combobox"], [role="textbox"]`))

/** Where Enter starts a new line. */
export const takesLines = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('textarea'))

/** A dialog, a menu, the palette or a list is open over the page. */
export const isBehindDialog = () => document.querySelector(layers) !== null

/** A letter or digit without modifiers must never fire from a text field or from behind a dialog. */
export const isFree = (event: Event) => !event.defaultPrevented && !isBehindDialog() && !isTyping(event.target)

/** The meaning of a page's event; null if it is no key. */
export const pressOf = (event: KeyboardEvent): KeyPress | null => readKey(event, isTyping(event.target))
