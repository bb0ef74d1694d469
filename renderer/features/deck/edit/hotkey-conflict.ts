import type { DeckPage } from '../../../../shared/contract/deck.ts'
import { conflictsAmong, isReserved } from '../../../platform/shortcuts.ts'
import { type Action, type Label, labelsOf } from '../../../platform/actions.ts'

/**
 * What already uses a hotkey: a position on the page, a shortcut of the browser, an action of the app, or another key.
 */
export type HotkeyConflict =
  | { kind: 'place' }
  | { kind: 'reserved' }
  | { kind: 'command'; label: Label }
  | { kind: 'key'; label: string }

export function hotkeyConflict(
  { pages, actions }: { pages: readonly DeckPage[]; actions: readonly Action[] },
  keyId: string,
  hotkey: string,
): HotkeyConflict | null {
  if (/^[1-9]$/.test(hotkey)) return { kind: 'place' }
  if (isReserved(hotkey)) return { kind: 'reserved' }
  const other = pages.flatMap(({ keys }) => keys).find((key) => key.hotkey === hotkey && key.id !== keyId)
  if (other !== undefined) return { kind: 'key', label: other.label }
  const commands = actions.filter(({ id }) => !id.startsWith('deck.fire-'))
  const asked = {
    id: 'hotkey',
    label: labelsOf('editor')('hotkey.label'),
    shortcut: hotkey,
    run: () => undefined,
  }
  const command = conflictsAmong([...commands, asked])
    .get('hotkey')
    ?.find(({ id }) => id !== 'hotkey')
  return command === undefined ? null : { kind: 'command', label: command.label }
}
