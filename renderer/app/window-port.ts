import { RPCLink } from '@orpc/client/message-port'
import { connectThrough } from './client.ts'
import { setConnection } from './connection.ts'
import { followEvents } from './live.ts'
import { watchForSilence } from './sign-of-life.ts'

/** What the preload lends the desktop window. */
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

export function connectPort(port: GiftdeckPort) {
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
