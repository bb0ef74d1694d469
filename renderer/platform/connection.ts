import { create } from 'zustand'

/**
 * `silent`: the connection is open, but Giftdeck does not answer. `refused`: no token, or one the server does not know;
 * retrying would only lock the page out.
 */
export type ConnectionState = 'connecting' | 'open' | 'silent' | 'lost' | 'refused'

export const useConnection = create<{ state: ConnectionState }>(() => ({ state: 'connecting' }))

/** While true, nothing on the page is current, and nothing can be sent. */
export const isDisconnected = (state: ConnectionState): state is 'lost' | 'silent' =>
  state === 'lost' || state === 'silent'

export const setConnection = (state: ConnectionState) => useConnection.setState({ state })
