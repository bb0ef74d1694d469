import type { Policy } from '../policy.ts'

interface Call {
  /** The memory that the call takes while it waits. */
  bytes: number
  /** True for STOP, which does not wait for calls that came before it. */
  urgent: boolean
  /** A read changes nothing, so it can be dropped once the caller has disconnected. */
  isRead: boolean
  /** Must not reject. */
  run(): Promise<void>
}

/** The queue of one connection. Its calls start in the order in which they arrived. */
export interface ConnectionCalls {
  /** Returns false when too many calls wait already. */
  push(call: Call): boolean
  /** Removes matching calls that have not started. */
  drop(isDropped: (call: Call) => boolean): void
}

/**
 * Starts calls fairly. Each connection runs a bounded number of calls at once, the connections take turns, and the
 * event loop reads new input between two turns.
 */
export interface CallQueue {
  addConnection(mostAtOnce: number): ConnectionCalls
}

export function createCallQueue(policy: Policy['server']): CallQueue {
  const all = { calls: 0, bytes: 0 }
  /** Connections that could start a call now, in the order of their turns. */
  const ready = new Set<{ begin(): void; isReady(): boolean }>()
  /** Urgent calls for the next turn. By then every started call has run as far as it can without waiting. */
  const urgent: (() => void)[] = []
  let startedThisTurn = 0
  let isPlanned = false

  /** The event loop reads new input between two turns, so a STOP is received even behind thousands of calls. */
  const nextTurn = () => {
    isPlanned = false
    for (const begin of urgent.splice(0)) begin()
    startedThisTurn = 0
    for (const connection of ready) {
      ready.delete(connection)
      startedThisTurn++
      connection.begin()
      // The connection goes to the end of the set, so that the connections take turns.
      if (connection.isReady()) ready.add(connection)
      if (startedThisTurn === policy.callsATurnCount) break
    }
    if (startedThisTurn > 0) plan()
  }
  const plan = () => {
    if (isPlanned) return
    isPlanned = true
    setImmediate(nextTurn)
  }

  function addConnection(mostAtOnce: number): ConnectionCalls {
    const waiting: Waiting = { urgent: [], ordinary: [] }
    const running = { urgent: 0, ordinary: 0 }
    const own = { calls: 0, bytes: 0 }

    const addToTotals = (call: Call, by: 1 | -1) => {
      for (const sum of [own, all]) {
        sum.calls += by
        sum.bytes += by * call.bytes
      }
    }
    const isFull = (call: Call) =>
      own.calls >= policy.mostWaitingOfTransportCount ||
      all.calls >= policy.mostWaitingCount ||
      own.bytes + call.bytes > policy.mostWaitingOfTransportBytes ||
      all.bytes + call.bytes > policy.mostWaitingBytes
    const kindOf = (call: Call) => (call.urgent ? 'urgent' : 'ordinary')

    const run = (call: Call) => {
      const kind = kindOf(call)
      running[kind]++
      if (call.urgent) {
        urgent.push(() => handle(call))
        plan()
      } else handle(call)
    }
    const handle = (call: Call) => {
      const kind = kindOf(call)
      void call.run().finally(() => {
        running[kind]--
        const stop = kind === 'urgent' ? waiting.urgent.shift() : undefined
        if (stop) {
          addToTotals(stop, -1)
          run(stop)
        }
        if (self.isReady()) {
          ready.add(self)
          plan()
        }
      })
    }
    const self = {
      isReady: () => waiting.ordinary.length > 0 && running.ordinary < mostAtOnce,
      begin() {
        const call = self.isReady() ? waiting.ordinary.shift() : undefined
        if (!call) return
        addToTotals(call, -1)
        run(call)
      },
    }

    return {
      push(call) {
        if (call.urgent && running.urgent < policy.stopsAtOnceCount) {
          run(call)
          return true
        }
        const isFree = startedThisTurn < policy.callsATurnCount && ready.size === 0 && running.ordinary < mostAtOnce
        if (!call.urgent && isFree) {
          startedThisTurn++
          plan()
          run(call)
          return true
        }
        if (isFull(call)) return false
        addToTotals(call, 1)
        waiting[kindOf(call)].push(call)
        if (self.isReady()) {
          ready.add(self)
          plan()
        }
        return true
      },
      drop(isDropped) {
        for (const kind of ['urgent', 'ordinary'] as const) {
          for (const call of waiting[kind]) if (isDropped(call)) addToTotals(call, -1)
          waiting[kind] = waiting[kind].filter((call) => !isDropped(call))
        }
        if (!self.isReady()) ready.delete(self)
      },
    }
  }

  return { addConnection }
}

interface Waiting {
  urgent: Call[]
  ordinary: Call[]
}
