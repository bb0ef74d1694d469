import { create } from 'zustand'

/** `refused`: no token, or one the host does not know; retrying would only lock the page out. */
export type ConnectionState = 'connecting' | 'open' | 'lost' | 'refused'

export const useConnection = create<{ state: ConnectionState }>(() => ({ state: 'connecting' }))

export const setConnection = (state: ConnectionState) => useConnection.setState({ state })
