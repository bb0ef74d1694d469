import { deckActions } from '../features/deck/actions.ts'
import { peopleActions } from '../features/people/actions.ts'
import { roomActions } from '../features/rooms/actions.ts'
import { statusActions } from '../features/status/actions.ts'
import type { Action } from './actions.ts'
import { fetchAfterDeck } from './after-deck.ts'
import { appActions } from './app-actions.ts'

const first = [appActions, statusActions, deckActions, peopleActions, roomActions]

let heard = (): readonly Action[] => first.flatMap((group) => group.list())

/** What the keyboard may ask for: at first all but what belongs to panels that come after the deck. */
export const heardActions = () => heard()

export async function hearAll() {
  const { allActions } = await fetchAfterDeck(() => import('./action-list.ts'))
  heard = allActions
}
