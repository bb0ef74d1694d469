import { setConnection } from '../platform/connection.ts'
import { connectSocket } from './connect-socket.ts'
import { passing } from '../platform/storage.ts'
import { RPCLink } from '@orpc/client/message-port'
import { connectThrough } from '../platform/client.ts'
import { followEvents } from './follow-events.ts'
import { watchForSilence } from './sign-of-life.ts'

/** Connects to the server: in the desktop window by the preload script's port, else by a WebSocket with a token. */
export function connect() {
  if (window.giftdeckPort) return connectPort(window.giftdeckPort)
  const token = takeToken()
  if (token === null) return setConnection('refused')
  connectSocket(token)
}

const storageKey = 'giftdeck.token'

/**
 * Returns the token and stores it for a reload. It arrives in the URL fragment, which no server, log or referrer sees,
 * and is removed from the address bar at once.
 */
export function takeToken(): string | null {
  const given = new URLSearchParams(location.hash.slice(1)).get('token')
  if (given !== null) {
    passing.setItem(storageKey, given)
    history.replaceState(null, '', location.pathname + location.search)
  }
  return passing.getItem(storageKey)
}

/** What the preload script exposes to the desktop window. */
export interface GiftdeckPort {
  postMessage: (text: string) => void
  onMessage: { addListener: (listener: (text: string) => void) => void }
  onDisconnect: { addListener: (listener: () => void) => void }
}

declare global {
  interface Window {
    giftdeckPort?: GiftdeckPort
  }
}

function connectPort(port: GiftdeckPort) {
  const following = new AbortController()
  connectThrough(new RPCLink({ port }))
  setConnection('open')
  port.onDisconnect.addListener(() => {
    following.abort()
    setConnection('lost')
  })
  void followEvents(following.signal)
  void watchForSilence(following.signal)
}
