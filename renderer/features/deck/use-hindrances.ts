import { useShallow } from 'zustand/react/shallow'
import { useConnection } from '../../app/connection.ts'
import { useStatus } from '../status/store.ts'
import { hindrances } from './hindrance.ts'

/** What stands in the way of each vendor's keys; the same object while nothing changes, however busy the lanes are. */
export function useHindrances() {
  const line = useConnection(({ state }) => state)
  return useStatus(useShallow(({ status }) => hindrances(line, status)))
}
