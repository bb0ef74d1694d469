import type { SendState } from '../../../shared/contract/send.ts'
import type { Send } from './send.ts'
import { isUnsent } from './states.ts'

export interface StoredSend {
  /** As it is on the disk and was passed on. */
  durable: Send | null
  /** The newest state asked for. */
  pending: Send
}

/** The open sends in memory by their ids, in the order of their presses. */
export interface OpenSends {
  get(id: string): StoredSend | undefined
  /** Puts a send in, or takes it out where it is over. */
  keep: (id: string, entry: StoredSend | undefined) => void
  /** A walk may pause: it leaves out what was taken out meanwhile, and what was put in comes at the end. */
  entries(): Iterable<StoredSend>
  held: () => number
  underway: () => Iterable<Send>
  /** The number of sends that have not left and are not stopped. */
  waiting: () => number
  /** Stops all of these. Up to this seq of a press or release, everything is stopped that has not left. */
  stop(upTo: number): void
  stoppedUpTo(): number
}

export function createOpenSends(lastStop: number): OpenSends {
  const entries = new Map<string, StoredSend>()
  /** These are counted as they change. This one is asked for up to five times a second. */
  let held = 0
  /** Ids. STOP asks for them, and must not search a long queue for them. */
  const underway = new Set<string>()
  /** STOP answers with this number at once, however long the queue. */
  let waiting = 0
  let stoppedUpTo = lastStop
  const count = ({ state, firstSeq }: Send, change: 1 | -1) => {
    if (state === 'held') held += change
    if (isUnsent(state) && firstSeq > stoppedUpTo) waiting += change
  }
  return {
    get: (id) => entries.get(id),
    keep(id, next) {
      const before = entries.get(id)
      if (before) count(before.pending, -1)
      if (next) count(next.pending, 1)
      if (next && isUnderway(next.pending.state)) underway.add(id)
      else underway.delete(id)
      if (next) entries.set(id, next)
      else entries.delete(id)
    },
    entries: () => entries.values(),
    held: () => held,
    *underway() {
      for (const id of underway) yield entries.get(id)!.pending
    },
    waiting: () => waiting,
    stop(upTo) {
      stoppedUpTo = upTo
      waiting = 0
    },
    stoppedUpTo: () => stoppedUpTo,
  }
}

const isUnderway = (state: SendState) => state === 'sending' || state === 'processing'
