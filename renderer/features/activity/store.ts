import { create } from 'zustand'
import { openTab } from '../../platform/navigation.ts'
import { everything, type Filter, type Show } from './filter.ts'

interface Activity {
  view: 'sends' | 'sessions'
  filter: Filter
  /** The row whose receipt is open. */
  expanded: string | null
  /** The send to scroll to, as requested by another panel. */
  wanted: string | null
  /** The send whose full story is open. */
  story: string | null
}

export const useActivity = create<Activity>(() => ({
  view: 'sends',
  filter: everything,
  expanded: null,
  wanted: null,
  story: null,
}))

/** Changes a part of the filter; the other parts stay. */
export const narrow = (change: Partial<Filter>) =>
  useActivity.setState(({ filter }) => ({ view: 'sends', filter: { ...filter, ...change } }))

/** Filters by one state alone and drops the other filters. */
export const chooseFilter = (show: Show) => useActivity.setState({ view: 'sends', filter: { ...everything, show } })

export const showEverything = () => useActivity.setState({ filter: everything })

export const openView = (view: Activity['view']) => useActivity.setState({ view })

export const toggle = (id: string) =>
  useActivity.setState(({ expanded }) => ({ expanded: expanded === id ? null : id }))

export const openStory = (id: string | null) => useActivity.setState({ story: id })

/** Scrolls to one send and opens its receipt. */
export function showSend({ id }: { id: string }) {
  useActivity.setState({ view: 'sends', filter: everything, expanded: id, wanted: id })
  openTab('activity')
}

export const forgetWanted = () => useActivity.setState({ wanted: null })

export const resetActivity = () => useActivity.setState(useActivity.getInitialState(), true)
