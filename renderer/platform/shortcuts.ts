import { stopKeys } from './keyboard/stop-keys.ts'
import { parseKeybinding } from 'tinykeys'
import type { Action } from './actions.ts'

/** Every fixed shortcut of the app. Tooltips and actions use this table. `Escape` is reserved for dialogs. */
export const shortcuts = {
  stop: stopKeys.first,
  stopToo: stopKeys.second,
  palette: '$mod+k',
  post: '$mod+Enter',
  lineUp: '$mod+Shift+Enter',
  deck: 'd',
  counts: 'c',
  announce: 'a',
  activity: 'v',
  editDeck: 'e',
  pageBefore: '[',
  pageAfter: ']',
  refresh: 'u',
  rooms: 'r',
  people: 'p',
  help: '[Shift]+?',
} as const

/** Returns a normal form of a shortcut, which is the same for every spelling of the same keys. */
const canonical = (shortcut: string) =>
  parseKeybinding(shortcut)
    .map(([required, , key]) => [...required.toSorted(), String(key).toUpperCase()].join('+'))
    .join(' ')

/** Key combinations with Ctrl that most browsers or systems use themselves. */
const taken = ['w', 't', 'n', 'r', 'l', 'p', 'q', 's', 'f', '+', '-', '0'].map((key) => `$mod+${key}`)
const reserved = new Set([...taken, 'F1', 'F5', 'F11', 'F12', 'Tab', 'Escape'].map(canonical))

export const isReserved = (shortcut: string) => reserved.has(canonical(shortcut))

/** Returns the actions that share a shortcut, by action id, in the order of the list. The first one runs. */
export function conflictsAmong(actions: readonly Action[]): ReadonlyMap<string, readonly Action[]> {
  const bound = actions.flatMap((action) =>
    [action.shortcut, action.also?.shortcut].flatMap((shortcut) =>
      shortcut === undefined ? [] : { action, keys: canonical(shortcut) },
    ),
  )
  const conflicts = new Map<string, readonly Action[]>()
  for (const sharing of Map.groupBy(bound, ({ keys }) => keys).values()) {
    const sharers = sharing.map(({ action }) => action)
    if (sharers.length > 1) for (const { id } of sharers) conflicts.set(id, sharers)
  }
  return conflicts
}
