import { useEffect } from 'react'
import { useKept } from '../../app/kept.ts'
import { loadDeck } from './edit/editing.ts'
import { beginDeck } from './store.ts'

/** Nothing to tell the host: a lost line says so itself, and the next snapshot asks again. */
const reload = () => void loadDeck().catch(() => undefined)

/** Loads the keys at the start, after a reconnection, for every other room, and when another page changed them. */
export function useDeckOfRoom() {
  useEffect(() => void beginDeck(), [])
  useKept('deck', reload)
}
