import type { MessagePortLike } from '../core/server/window-transport.ts'

export interface WindowPort extends MessagePortLike {
  receive(text: string): void
  close(): void
}

/** One page's end of the line. Once closed it is mute both ways: late answers belong to a page that is gone. */
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
