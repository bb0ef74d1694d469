import { RPCHandler } from '@orpc/server/ws'
import type { App } from '../app.ts'
import { createRouter, doorOptions } from '../router.ts'
import { windowCaller } from './scopes.ts'

/** One end of a window's line: strings only. The desktop checks the sender of every message before it gets here. */
export interface PortLike {
  on(event: 'message' | 'close', listener: (event?: { data: string }) => void): void
  postMessage(text: string): void
}

/**
 * The window door: the app's own window may make every call. oRPC's handler for ports would let a message that is no
 * call end the app, as an unhandled rejection; the one for sockets, with the same words on the line, drops it.
 */
export function servePort(app: App, port: PortLike): void {
  const handler = new RPCHandler(createRouter(app), doorOptions(app))
  const line = {
    send: (text: string) => port.postMessage(text),
    addEventListener: (event: 'message' | 'close', listener: (event?: { data: string }) => void) =>
      port.on(event, listener),
  }
  void handler.upgrade(line as never, { context: windowCaller })
}
