import { create } from 'zustand'

/**
 * The state of the connection to Giftdeck. `silent`: it is open, but Giftdeck does not answer. `refused`: the page has
 * no token, or one that the server does not know. The page does not retry then, because the server would lock it out.
 */
export type ConnectionState = 'connecting' | 'open' | 'silent' | 'lost' | 'refused'

export const useConnection = create<{ state: ConnectionState }>(() => ({ state: 'connecting' }))

/** True if the page may be out of date and nothing can be sent. */
export const isDisconnected = (state: ConnectionState): state is 'lost' | 'silent' =>
  state === 'lost' || state === 'silent'

export const setConnection = (state: ConnectionState) => useConnection.setState({ state })
