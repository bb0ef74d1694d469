import { tinykeys } from 'tinykeys'

/** Every shortcut of the app; tooltips and the help list read the same table. `Escape` stays with dialogs. */
export const shortcuts = {
  stop: '$mod+.',
  post: '$mod+Enter',
  deck: 'd',
  counts: 'c',
  announce: 'a',
  activity: 'v',
  help: '?',
} as const

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('input, textarea, select, [role="combobox"], [role="textbox"]'))

const isBehindDialog = () =>
  document.querySelector('dialog[open], [role="dialog"], [role="menu"], [role="listbox"]') !== null

/** A bare letter or digit must never fire out of a text field or from behind a dialog; STOP works everywhere. */
const whenFree = (act: (event: KeyboardEvent) => void) => (event: KeyboardEvent) => {
  if (event.repeat || event.defaultPrevented || isTyping(event.target) || isBehindDialog()) return
  event.preventDefault()
  act(event)
}

export interface ShortcutActions {
  stop: () => void
  focus: (panel: 'deck' | 'counts' | 'activity' | 'announce') => void
  /** The nth key of the deck, from 0. */
  fire: (position: number) => void
  help: () => void
}

/** `post` is the announcement box's own, since it needs that box's text. Returns what takes them away again. */
export function listenForShortcuts(actions: ShortcutActions) {
  const digits = Object.fromEntries(
    Array.from({ length: 9 }, (_, position) => [String(position + 1), whenFree(() => actions.fire(position))]),
  )
  const bindings = {
    ...digits,
    [shortcuts.stop]: (event: KeyboardEvent) => {
      event.preventDefault()
      if (!event.repeat) actions.stop()
    },
    [shortcuts.deck]: whenFree(() => actions.focus('deck')),
    [shortcuts.counts]: whenFree(() => actions.focus('counts')),
    [shortcuts.activity]: whenFree(() => actions.focus('activity')),
    [shortcuts.announce]: whenFree(() => actions.focus('announce')),
    'Shift+?': whenFree(actions.help),
    [shortcuts.help]: whenFree(actions.help),
  }
  // By default it ignores text fields, where STOP has to work too.
  return tinykeys(window, bindings, { ignore: (event) => event.isComposing })
}
