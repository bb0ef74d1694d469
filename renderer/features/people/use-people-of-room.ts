import { useEffect } from 'react'
import { useKept } from '../../app/kept.ts'
import { useStatus } from '../status/store.ts'
import { forgetStandings } from './standings.ts'
import { loadPeople } from './store.ts'

/** Nothing to tell the host: a lost line says so itself, and the next snapshot asks again. */
const reload = () => void loadPeople().catch(() => undefined)

/** Loads who sends to whom at the start, for every other room, and when another page changed it. */
export function usePeopleOfRoom() {
  const room = useStatus(({ status }) => status?.room)
  useEffect(() => forgetStandings, [room])
  useKept('people', reload)
}
