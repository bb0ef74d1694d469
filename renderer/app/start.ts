import { setConnection } from './connection.ts'
import { connectSocket } from './socket.ts'
import { takeToken } from './token.ts'
import { connectPort } from './window-port.ts'

/** The desktop window has a port from its preload; a dock or a browser page has a token and a socket. */
export function connect() {
  if (window.giftdeckPort) return connectPort(window.giftdeckPort)
  const token = takeToken()
  if (token === null) return setConnection('refused')
  connectSocket(token)
}
