import { isLocked } from '../../../shared/domain/arming.ts'
import { ArrowLeft, ArrowRight, Lock, LockOpen, Pencil, X } from 'lucide-react'
import type { DeckKey } from '../../../shared/contract/deck.ts'
import { labelsOf, type Action, type ActionGroup, type Gesture } from '../../platform/actions.ts'
import { client } from '../../platform/client.ts'
import { shortcuts } from '../../platform/shortcuts.ts'
import { focusPanel } from '../../platform/navigation.ts'
import { applySafety, useStatus } from '../status/store.ts'
import { startEditing, stopEditing, useEditing } from './edit/editing.ts'
import type { KeyBlockedReason } from './blocked-reason.ts'
import { digitOf } from './hotkey.ts'
import { press, timesNow, whyNot } from './press.ts'
import { chooseMultiplier, multipliers, pageInSight, stepPage, useDeck } from './store.ts'

const deck = labelsOf('deck')

const sayWhy = (why: KeyBlockedReason) =>
  deck(`why.${why.blockedReason}`, why.blockedReason === 'overCap' ? { most: String(why.most) } : undefined)

/** Returns the action that presses a key. It is the same press as a click on the key, with the same lock and caps. */
function fireAction(key: DeckKey, hotkey: string | undefined): Action {
  const { status } = useStatus.getState()
  const why = whyNot(key)
  const editing = useEditing.getState().on
  return {
    id: `deck.fire-${key.id}`,
    label: deck('actions.fire', { name: key.label, times: String(timesNow(key)) }),
    icon: key.icon,
    // `own`: the deck listens for hotkeys itself, because a key can be held.
    ...(hotkey === undefined ? {} : { shortcut: hotkey, scope: 'own' as const }),
    run: () => press(key),
    why: editing ? deck('actions.editing') : why === null ? null : sayWhy(why),
    explainsItself: !editing,
    fires: true,
    note: isLocked(status) ? deck('actions.armsFirst') : null,
  }
}

/** Returns an action for every key. Those of the visible page come first. */
function fireActions(): Action[] {
  const inSight = pageInSight(useDeck.getState())
  const others = (useDeck.getState().pages ?? []).filter(({ id }) => id !== inSight?.id)
  return [
    ...(inSight?.keys ?? []).map((key, position) => fireAction(key, key.hotkey ?? digitOf(key, position))),
    ...others.flatMap(({ keys }) => keys.map((key) => fireAction(key, key.hotkey))),
  ]
}

const pageAction = (by: 1 | -1): Action => ({
  id: by === 1 ? 'deck.page-after' : 'deck.page-before',
  label: deck(by === 1 ? 'actions.pageAfter' : 'actions.pageBefore'),
  icon: by === 1 ? ArrowRight : ArrowLeft,
  shortcut: by === 1 ? shortcuts.pageAfter : shortcuts.pageBefore,
  run: () => stepPage(by),
  why: (useDeck.getState().pages?.length ?? 0) > 1 ? null : deck('actions.onePage'),
})

function lockAction(): Action {
  const { status } = useStatus.getState()
  const isLive = status?.environment === 'live'
  const locked = isLocked(status)
  return {
    id: 'deck.lock',
    label: deck(locked ? 'actions.arm' : 'actions.lock'),
    icon: locked ? LockOpen : Lock,
    run: async () => applySafety(await (locked ? client.safety.arm({}) : client.safety.disarm())),
    why: isLive ? null : deck('actions.onlyLive'),
  }
}

export const deckActions: ActionGroup = {
  name: deck('title'),
  list: () => [
    ...fireActions(),
    ...multipliers.map((times): Action => ({
      id: `deck.multiplier-${times}`,
      label: deck('actions.multiplier', { times: String(times) }),
      icon: X,
      run: () => chooseMultiplier(times),
      why: useDeck.getState().multiplier === times ? deck('actions.inUse') : null,
    })),
    lockAction(),
    pageAction(-1),
    pageAction(1),
    {
      id: 'deck.edit',
      label: deck(useEditing.getState().on ? 'actions.editDone' : 'edit'),
      icon: Pencil,
      shortcut: shortcuts.editDeck,
      run: () => {
        if (useEditing.getState().on) stopEditing()
        else startEditing()
        focusPanel('deck')
      },
    },
  ],
}

export const deckGestures: readonly Gesture[] = [
  { label: deck('actions.move'), keys: deck('actions.arrows') },
  { label: deck('actions.pressFocused'), keys: 'Enter' },
  { label: deck('actions.holdFocused'), keys: deck('actions.held') },
]
