import { stopKeys } from '../platform/keyboard/stop-keys.ts'

/** Every fixed shortcut of the app; tooltips and actions read the same table. `Escape` stays with dialogs. */
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
