import { RPCHandler } from '@orpc/server/websocket'
import type { App } from '../app.ts'
import { createRouter } from '../router.ts'
import { handlerOptions } from './handler-options.ts'
import { createCallQueue } from './call-queue.ts'
import { serveTransport, type Transport } from './transport.ts'
import { windowCaller } from '../access/scopes.ts'

/** One end of a window's line: strings only. The desktop checks the sender of every message before it gets here. */
export interface MessagePortLike {
  on(event: 'message' | 'close', listener: (event?: { data: string }) => void): void
  postMessage(text: string): void
}

/**
 * The transport of the app's own window, which may make every call. oRPC's handler for ports would let a message that is no
 * call end the app, as an unhandled rejection; so the window's line goes as a socket's, with the same words on it.
 */
export function serveWindow(app: App, port: MessagePortLike): void {
  const line: Transport = {
    send: (text) => port.postMessage(text),
    addEventListener: (event, listener) => port.on(event, listener),
  }
  const handler = new RPCHandler(createRouter(app), handlerOptions(app))
  const policy = app.ports.policy.server
  serveTransport(
    { handler, calls: createCallQueue(policy), policy, stallDetector: app.stallDetector },
    line,
    windowCaller,
  )
}
