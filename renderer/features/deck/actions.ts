import { Lock, LockOpen, Pencil, X } from 'lucide-react'
import type { DeckKey } from '../../../shared/contract/deck.ts'
import type { Action, ActionGroup, Gesture } from '../../app/actions.ts'
import { client } from '../../app/client.ts'
import { useConnection } from '../../app/connection.ts'
import { openDialog } from '../../app/dialogs.ts'
import { shortcuts } from '../../app/shortcuts.ts'
import { applySafety, useStatus } from '../status/store.ts'
import { hindrance, isLocked } from './hindrance.ts'
import { press } from './press.ts'
import { chooseMultiplier, multipliers, useDeck } from './store.ts'

const deck = (word: string, values?: Record<string, string>) => ({
  feature: 'deck',
  word,
  ...(values === undefined ? {} : { values }),
})

/** The same press as a click on the key: the same lock, the same caps, the same explanation at the deck. */
function fireAction(key: DeckKey, position: number): Action {
  const { status } = useStatus.getState()
  const why = hindrance(useConnection.getState().state, status, key.vendor)
  return {
    id: `deck.fire-${key.id}`,
    says: deck('actions.fire', { name: key.label, times: String(useDeck.getState().multiplier) }),
    icon: key.icon,
    ...(position < 9 ? { shortcut: String(position + 1) } : {}),
    run: () => press(key),
    why: why === null ? null : deck(`why.${why}`),
    explainsItself: true,
    note: isLocked(status) ? deck('actions.armsFirst') : null,
  }
}

function lockAction(): Action {
  const { status } = useStatus.getState()
  const isLive = status?.environment === 'live'
  const locked = isLocked(status)
  return {
    id: 'deck.lock',
    says: deck(locked ? 'actions.arm' : 'actions.lock'),
    icon: locked ? LockOpen : Lock,
    run: async () => applySafety(await (locked ? client.safety.arm({}) : client.safety.disarm())),
    why: isLive ? null : deck('actions.onlyLive'),
  }
}

export const deckActions: ActionGroup = {
  name: deck('title'),
  list: () => [
    ...(useDeck.getState().keys ?? []).map(fireAction),
    ...multipliers.map((times): Action => ({
      id: `deck.multiplier-${times}`,
      says: deck('actions.multiplier', { times: String(times) }),
      icon: X,
      run: () => chooseMultiplier(times),
      why: useDeck.getState().multiplier === times ? deck('actions.inUse') : null,
    })),
    lockAction(),
    {
      id: 'deck.edit',
      says: deck('edit.open'),
      icon: Pencil,
      shortcut: shortcuts.editDeck,
      run: () => openDialog('deck.edit'),
    },
  ],
}

export const deckGestures: readonly Gesture[] = [
  { says: deck('actions.move'), keys: deck('actions.arrows') },
  { says: deck('actions.pressFocused'), keys: 'Enter' },
]
