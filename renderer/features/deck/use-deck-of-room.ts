import { useEffect } from 'react'
import { useConnection } from '../../app/connection.ts'
import { useStatus } from '../status/store.ts'
import { loadDeck } from './load-deck.ts'
import { beginDeck } from './store.ts'

/** Nothing to tell the host: a lost line says so itself, and the next room or connection asks again. */
const reload = () => void loadDeck().catch(() => undefined)

/** Loads the keys at the start, after a reconnection and for every other room. */
export function useDeckOfRoom() {
  const isOpen = useConnection(({ state }) => state === 'open')
  const room = useStatus(({ status }) => status && JSON.stringify([status.room, status.environment]))
  useEffect(() => void beginDeck(), [])
  useEffect(() => {
    if (isOpen) reload()
  }, [isOpen, room])
  // Another dock may have changed the keys meanwhile.
  useEffect(() => {
    window.addEventListener('focus', reload)
    return () => window.removeEventListener('focus', reload)
  }, [])
}
