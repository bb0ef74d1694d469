import { create } from 'zustand'
import type { Receipt } from '../../../shared/contract/send.ts'
import { openTab } from '../../app/tabs.ts'
import type { Filter } from './filter.ts'

interface Activity {
  filter: Filter
  expanded: string | null
}

export const useActivity = create<Activity>(() => ({ filter: 'all', expanded: null }))

export const chooseFilter = (filter: Filter) => useActivity.setState({ filter })

export const toggle = (id: string) =>
  useActivity.setState(({ expanded }) => ({ expanded: expanded === id ? null : id }))

/** Brings one send into sight with its whole story. */
export function showSend(receipt: Receipt) {
  useActivity.setState({ filter: 'all', expanded: receipt.id })
  openTab('activity')
}

export const resetActivity = () => useActivity.setState(useActivity.getInitialState(), true)
