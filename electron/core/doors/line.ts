import type { RPCHandler } from '@orpc/server/ws'
import type { Caller } from './scopes.ts'

type Listener = (event?: { data: unknown }) => void

/** One end of a line: a WebSocket, or the window's port in its clothes. */
export interface LineLike {
  send(text: string): void
  addEventListener(event: 'message' | 'close', listener: Listener): void
}

/**
 * Answers the calls of one line, and drops what names no call: oRPC would take an abort without a name for the end of
 * every call of the line, and answer none of them.
 */
export function serveLine(handler: RPCHandler<Caller>, line: LineLike, context: Caller): void {
  const calls = {
    send: (text: string) => line.send(text),
    addEventListener: (event: 'message' | 'close', listener: Listener) =>
      line.addEventListener(event, (heard) => {
        if (event === 'close' || namesACall(heard?.data)) listener(heard)
      }),
  }
  void handler.upgrade(calls as never, { context })
}

function namesACall(data: unknown): boolean {
  if (typeof data !== 'string') return false
  try {
    const message = JSON.parse(data) as { i?: unknown } | null
    return typeof message?.i === 'string'
  } catch {
    return false
  }
}
