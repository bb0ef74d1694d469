import type { Policy } from '../policy.ts'

interface Call {
  /** The memory that the call holds while it waits. */
  bytes: number
  /** True for STOP, which does not wait for calls that came before it. */
  urgent: boolean
  /** Changes nothing, so that nobody misses it once the caller has gone. */
  isRead: boolean
  /** Must not reject. */
  run(): Promise<void>
}

/** The calls of one connection, in their order. */
export interface ConnectionCalls {
  /** Returns false when too many calls wait already. */
  push(call: Call): boolean
  /** Removes matching calls that have not begun. */
  drop(isDropped: (call: Call) => boolean): void
}

/** Begins calls fairly: a bounded number of a line at once, the lines in turn, and time for what comes in between. */
export interface CallQueue {
  line(mostAtOnce: number): ConnectionCalls
}

export function createCallQueue(policy: Policy['server']): CallQueue {
  const all = { calls: 0, bytes: 0 }
  /** Connections that could begin a call now. Each is in the set once. */
  const ready = new Set<{ begin(): void; isReady(): boolean }>()
  /** What begins with the next turn, when the calls that have begun are as far as they come without waiting. */
  const urgent: (() => void)[] = []
  let begunThisTurn = 0
  let isPlanned = false

  /** Between two turns the event loop reads what has come in, so a STOP is received even after thousands of calls. */
  const nextTurn = () => {
    isPlanned = false
    for (const begin of urgent.splice(0)) begin()
    begunThisTurn = 0
    for (const line of ready) {
      ready.delete(line)
      begunThisTurn++
      line.begin()
      // The connection goes to the end of the set, so that the connections take turns.
      if (line.isReady()) ready.add(line)
      if (begunThisTurn === policy.callsATurnCount) break
    }
    if (begunThisTurn > 0) plan()
  }
  const plan = () => {
    if (isPlanned) return
    isPlanned = true
    setImmediate(nextTurn)
  }

  function line(mostAtOnce: number): ConnectionCalls {
    const waiting: Waiting = { urgent: [], ordinary: [] }
    const running = { urgent: 0, ordinary: 0 }
    const own = { calls: 0, bytes: 0 }

    const note = (call: Call, by: 1 | -1) => {
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
          note(stop, -1)
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
        note(call, -1)
        run(call)
      },
    }

    return {
      push(call) {
        if (call.urgent && running.urgent < policy.stopsAtOnceCount) {
          run(call)
          return true
        }
        const isFree = begunThisTurn < policy.callsATurnCount && ready.size === 0 && running.ordinary < mostAtOnce
        if (!call.urgent && isFree) {
          begunThisTurn++
          plan()
          run(call)
          return true
        }
        if (isFull(call)) return false
        note(call, 1)
        waiting[kindOf(call)].push(call)
        if (self.isReady()) {
          ready.add(self)
          plan()
        }
        return true
      },
      drop(isDropped) {
        for (const kind of ['urgent', 'ordinary'] as const) {
          for (const call of waiting[kind]) if (isDropped(call)) note(call, -1)
          waiting[kind] = waiting[kind].filter((call) => !isDropped(call))
        }
        if (!self.isReady()) ready.delete(self)
      },
    }
  }

  return { line }
}

interface Waiting {
  urgent: Call[]
  ordinary: Call[]
}
