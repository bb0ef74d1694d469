import type { Socket } from 'node:net'
import type { Policy } from '../policy.ts'

/** Bounds the open connections, and keeps strangers' idle ones from shutting out a host. */
export interface Connections {
  opened(socket: Socket): void
  /**
   * Something with a valid token begins on it: a call, a stream, a WebSocket. Gives back how to end that, or null where
   * too many connections are in use. STOP always may.
   */
  use(socket: Socket, isStop: boolean): (() => void) | null
  /** The connection made a request that needs no token, or one without a valid token. */
  asked(socket: Socket): void
}

export function createConnections(openFiles: number, policy: Policy['server']): Connections {
  const usual = openFiles * policy.usualShareOfFiles - policy.reservedFilesCount
  const share = Math.max(openFiles * policy.leastShareOfFiles, usual)
  const most = Math.min(policy.mostOpenCount, Math.floor(share))
  const mostInUse = Math.floor(most * policy.shareInUse)
  const mostAtTheDoor = Math.floor(most * (1 + policy.overflowShare))
  /** How many things each connection carries. Those that carry nothing may be ended, the longest idle first. */
  const inUse = new Map<Socket, number>()
  const strangers = new Set<Socket>()
  /** Idle, and had a valid token before: ended only after all strangers. */
  const known = new Set<Socket>()
  let isPlanned = false

  const count = () => inUse.size + strangers.size + known.size
  const forget = (socket: Socket) => {
    inUse.delete(socket)
    strangers.delete(socket)
    known.delete(socket)
  }
  const endOne = () => {
    // The last of the strangers is the one that came just now.
    const [stranger] = strangers
    const [idle] = known
    const longest = strangers.size > 1 ? stranger : (idle ?? stranger)
    if (!longest) return false
    forget(longest)
    longest.destroy()
    return true
  }
  const endAll = () => {
    isPlanned = false
    while (count() > most && endOne());
  }

  return {
    opened(socket) {
      strangers.add(socket)
      socket.once('close', () => forget(socket))
      if (count() > mostAtTheDoor) endOne()
      if (count() <= most || isPlanned) return
      isPlanned = true
      // What arrived together with others is read first: it may be a call.
      setImmediate(endAll)
    },
    use(socket, isStop) {
      const before = inUse.get(socket)
      if (before === undefined && inUse.size >= mostInUse && !isStop) return null
      const isOpen = before !== undefined || strangers.delete(socket) || known.delete(socket)
      if (isOpen) inUse.set(socket, (before ?? 0) + 1)
      return () => {
        const now = inUse.get(socket)
        if (now === undefined) return
        if (now > 1) inUse.set(socket, now - 1)
        else {
          inUse.delete(socket)
          known.add(socket)
        }
      }
    },
    asked(socket) {
      if (strangers.delete(socket)) strangers.add(socket)
    },
  }
}
