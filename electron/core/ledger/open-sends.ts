import type { SendState } from '../../../shared/contract/send.ts'
import type { Send } from './send.ts'

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
}

export function createOpenSends(): OpenSends {
  const entries = new Map<string, StoredSend>()
  /** Counted as it changes: it is asked for up to ten times a second. */
  let held = 0
  /** Ids. STOP asks for them, and must not search a long queue for them. */
  const underway = new Set<string>()
  return {
    get: (id) => entries.get(id),
    keep(id, next) {
      if (entries.get(id)?.pending.state === 'held') held--
      if (next?.pending.state === 'held') held++
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
  }
}

const isUnderway = (state: SendState) => state === 'sending' || state === 'processing'
