import type { DeckKey } from '../../../shared/contract/deck.ts'
import { client } from '../../app/client.ts'
import { useDeck } from './store.ts'

/** A room without an answer keeps the keys it had: an old key explains itself better than an empty deck. */
export async function loadDeck() {
  const { keys } = await client.deck.get()
  useDeck.setState({ keys })
}

export async function saveDeck(next: readonly DeckKey[]) {
  const { keys } = await client.deck.set({ keys: [...next] })
  useDeck.setState({ keys })
}
