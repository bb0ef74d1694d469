import type { MessagePortLike } from '../core/server/window-transport.ts'

export interface WindowPort extends MessagePortLike {
  receive(text: string): void
  close(): void
}

/**
 * Creates the message port of one loaded page. A closed port neither sends nor receives, because a late answer belongs
 * to a page that no longer exists.
 */
export function createWindowPort(send: (text: string) => void): WindowPort {
  const listeners = { message: [] as ((event?: { data: string }) => void)[], close: [] as (() => void)[] }
  let open = true
  return {
    on: (event, listener) => void listeners[event].push(listener),
    postMessage: (text) => {
      if (open) send(text)
    },
    receive: (text) => {
      if (open) for (const listener of listeners.message) listener({ data: text })
    },
    close: () => {
      if (!open) return
      open = false
      for (const listener of listeners.close) listener()
    },
  }
}
