import type { Socket } from 'node:net'
import type { Policy } from '../policy.ts'

/**
 * Bounds the number of open connections. Idle connections without a
 * valid token are closed first, so that they cannot lock the host out.
 */
export interface Connections {
  opened(socket: Socket): void
  /**
   * A call, a stream or a WebSocket with a valid token starts on the connection. Returns a function that ends this use,
   * or null where too many connections are in use. STOP is always accepted.
   */
  use(socket: Socket, isStop: boolean): (() => void) | null
  /**
   * A request without a valid token, or one that needs none. The
   * connection then counts as the one idle for the least time.
   */
  anonymousRequest(socket: Socket): void
}

export function createConnections(openFiles: number, policy: Policy['server']): Connections {
  const usual = openFiles * policy.usualShareOfFiles - policy.reservedFilesCount
  const share = Math.max(openFiles * policy.leastShareOfFiles, usual)
  const most = Math.min(policy.mostOpenCount, Math.floor(share))
  const mostInUse = Math.floor(most * policy.shareInUse)
  /** Connections above `most` may stay open up to this number until their first data was read. */
  const mostBeforeRead = Math.floor(most * (1 + policy.overflowShare))
  /**
   * The number of calls, streams and WebSockets on each connection that has any. These connections are never closed.
   */
  const inUse = new Map<Socket, number>()
  /** Connections that never had a valid token, the longest idle first. */
  const strangers = new Set<Socket>()
  /** Idle connections that had a valid token before, the longest idle first. */
  const known = new Set<Socket>()
  let isPlanned = false

  const count = () => inUse.size + strangers.size + known.size
  const forget = (socket: Socket) => {
    inUse.delete(socket)
    strangers.delete(socket)
    known.delete(socket)
  }
  const endOne = () => {
    // The newest stranger is closed last: it was just opened, and its first request may hold a valid token.
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
      if (count() > mostBeforeRead) endOne()
      if (count() <= most || isPlanned) return
      isPlanned = true
      // Data that is already here is read before any connection is closed, because it may be a call with a valid token.
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
    anonymousRequest(socket) {
      if (strangers.delete(socket)) strangers.add(socket)
    },
  }
}
