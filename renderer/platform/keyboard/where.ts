import { readKey } from './read-key.ts'
import type { KeyPress } from './read-key.ts'

/** A choice takes the focus, but no letters. */
const writable = 'input:not([type="radio"], [type="checkbox"], [type="range"])'

const layers = 'dialog[open], [role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]'

/** Whether what is typed there becomes text. */
export const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches(`${writable}, textarea, select, [role="combobox"], [role="textbox"]`))

/** Where Enter begins a new line. */
export const takesLines = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('textarea'))

/** A dialog, a menu, the palette or a list lies over the page. */
export const isBehindDialog = () => document.querySelector(layers) !== null

/** A bare letter or digit must never fire out of a text field or from behind a dialog. */
export const isFree = (event: Event) => !event.defaultPrevented && !isBehindDialog() && !isTyping(event.target)

/** What an event of the page means; null for one that is no key. */
export const pressOf = (event: KeyboardEvent): KeyPress | null => readKey(event, isTyping(event.target))
