import { createContext, use, useState, useSyncExternalStore } from 'react'
import type { StoreApi } from 'zustand'

/** False inside a panel that is hidden behind another tab of a narrow dock. */
export const PanelVisible = createContext(true)

const subscribeToNothing = () => () => {}

/**
 * Reads a store like the store's own hook, but while the panel is hidden no change renders the component. It renders
 * the newest state once the panel is visible. Use it for what changes with every receipt or reading.
 */
export function useWhileVisible<State, Slice>(store: StoreApi<State>, select: (state: State) => Slice): Slice {
  const isVisible = use(PanelVisible)
  const [seen] = useState(() => createSeen(store))
  return useSyncExternalStore(isVisible ? store.subscribe : subscribeToNothing, () =>
    select(isVisible ? seen.newest() : seen.last()),
  )
}

/** Keeps the state that was read last, because a hidden component may render for another reason. */
function createSeen<State>(store: StoreApi<State>) {
  let last = store.getState()
  return { newest: () => (last = store.getState()), last: () => last }
}
