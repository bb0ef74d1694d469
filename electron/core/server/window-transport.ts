import { RPCHandler } from '@orpc/server/websocket'
import type { App } from '../app.ts'
import { createRouter } from '../router.ts'
import { handlerOptions } from './handler-options.ts'
import { createCallQueue } from './call-queue.ts'
import { serveTransport, type Transport } from './transport.ts'
import { windowCaller } from '../access/scopes.ts'

/** The window's message port, for strings only. The desktop app checks the sender of every message before this. */
export interface MessagePortLike {
  on(event: 'message' | 'close', listener: (event?: { data: string }) => void): void
  postMessage(text: string): void
}

/**
 * Serves the app's own window, which may make every call. The window uses the message
 * format and the handler of a WebSocket. oRPC's own handler for message ports turns a
 * malformed message into an unhandled rejection, which would end the app.
 */
export function serveWindow(app: App, port: MessagePortLike): void {
  const transport: Transport = {
    send: (text) => port.postMessage(text),
    addEventListener: (event, listener) => port.on(event, listener),
  }
  const handler = new RPCHandler(createRouter(app), handlerOptions(app))
  const policy = app.ports.policy.server
  serveTransport(
    { handler, calls: createCallQueue(policy), policy, stallDetector: app.stallDetector },
    transport,
    windowCaller,
  )
}
