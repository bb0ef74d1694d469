import { useEffect } from 'react'
import { useKept } from '../../app/kept.ts'
import { asks } from '../../app/readings.ts'
import { useStatus } from '../status/store.ts'
import { forgetStandings } from './standings.ts'
import { loadPeople } from './store.ts'

const reload = asks('people', loadPeople)

/** Loads who sends to whom at the start, for every other room, and when another page changed it. */
export function usePeopleOfRoom() {
  const room = useStatus(({ status }) => status?.room)
  useEffect(() => forgetStandings, [room])
  useKept('people', reload)
}
