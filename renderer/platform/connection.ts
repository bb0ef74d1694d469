import { create } from 'zustand'

/**
 * `silent`: the line stands, and Giftdeck does not answer on it. `refused`: no token, or one the host does not know; retrying would only lock the page out.
 */
export type ConnectionState = 'connecting' | 'open' | 'silent' | 'lost' | 'refused'

export const useConnection = create<{ state: ConnectionState }>(() => ({ state: 'connecting' }))

/** Nothing on the page is news then, and nothing can be sent. */
export const isDisconnected = (state: ConnectionState) => state === 'lost' || state === 'silent'

export const setConnection = (state: ConnectionState) => useConnection.setState({ state })
