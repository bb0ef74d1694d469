import { deckActions } from '../features/deck/actions.ts'
import { peopleActions } from '../features/people/actions.ts'
import { roomActions } from '../features/rooms/actions.ts'
import { statusActions } from '../features/status/actions.ts'
import type { Action } from '../platform/actions.ts'
import { deckDrawn } from '../features/deck/after-deck.ts'
import { appActions } from './app-actions.ts'
import { lazyPart } from '../platform/lazy.tsx'

const first = [appActions, statusActions, deckActions, peopleActions, roomActions]

export const laterActions = lazyPart(async () => (await import('./action-list.ts')).allActions, { after: deckDrawn })

/** Returns the actions for keyboard shortcuts. Until all actions are loaded, these are the ones of the first load. */
export function earlyActions(): readonly Action[] {
  const { part: allActions } = laterActions.use.getState()
  return allActions === null ? first.flatMap((group) => group.list()) : allActions()
}
