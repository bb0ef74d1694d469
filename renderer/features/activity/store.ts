import { create } from 'zustand'
import { openTab } from '../../platform/navigation.ts'
import { everything, type Filter, type Show } from './filter.ts'

interface Activity {
  view: 'sends' | 'sessions'
  filter: Filter
  /** The row that shows its receipt. */
  expanded: string | null
  /** To be brought into sight, for another part of the page. */
  wanted: string | null
  /** The send whose whole story is open. */
  story: string | null
}

export const useActivity = create<Activity>(() => ({
  view: 'sends',
  filter: everything,
  expanded: null,
  wanted: null,
  story: null,
}))

/** Narrows what is shown further. */
export const narrow = (change: Partial<Filter>) =>
  useActivity.setState(({ filter }) => ({ view: 'sends', filter: { ...filter, ...change } }))

/** One state alone, whatever was shown before. */
export const chooseFilter = (show: Show) => useActivity.setState({ view: 'sends', filter: { ...everything, show } })

export const showEverything = () => useActivity.setState({ filter: everything })

export const openView = (view: Activity['view']) => useActivity.setState({ view })

export const toggle = (id: string) =>
  useActivity.setState(({ expanded }) => ({ expanded: expanded === id ? null : id }))

export const openStory = (id: string | null) => useActivity.setState({ story: id })

/** Brings one send into sight with its receipt open. */
export function showSend({ id }: { id: string }) {
  useActivity.setState({ view: 'sends', filter: everything, expanded: id, wanted: id })
  openTab('activity')
}

export const forgetWanted = () => useActivity.setState({ wanted: null })

export const resetActivity = () => useActivity.setState(useActivity.getInitialState(), true)
