import { RPCHandler } from '@orpc/server/message-port'
import type { App } from '../app.ts'
import { createRouter, doorOptions } from '../router.ts'
import { windowCaller } from './scopes.ts'

/** One end of a window's line: strings only. The desktop checks the sender of every message before it gets here. */
export interface PortLike {
  on(event: 'message' | 'close', listener: (event?: { data: string }) => void): void
  postMessage(text: string): void
}

/** The window door: the app's own window may make every call. */
export function servePort(app: App, port: PortLike): void {
  const handler = new RPCHandler(createRouter(app), doorOptions(app))
  handler.upgrade(
    {
      on: (event, listener) => port.on(event as 'message' | 'close', listener),
      postMessage: (text: string) => port.postMessage(text),
    },
    { context: windowCaller },
  )
}
