import { create } from 'zustand'
import type { Receipt } from '../../../shared/contract/send.ts'

const heldInMemory = 2_000

interface Sends {
  /** The id of the history the page shows; null until the first snapshot. */
  history: string | null
  byId: Record<string, Receipt>
  /** Newest first, by the time of the press. */
  order: string[]
}

export const useSends = create<Sends>(() => ({ history: null, byId: {}, order: [] }))

const newestFirst = (a: Receipt, b: Receipt) =>
  a.createdAt === b.createdAt ? (a.id < b.id ? 1 : -1) : a.createdAt < b.createdAt ? 1 : -1

/** The change of one send; `before` is undefined for one that this page had not seen. */
export interface Change {
  receipt: Receipt
  before: Receipt | undefined
}

type Listener = (changes: readonly Change[], history: boolean) => void
const listeners = new Set<Listener>()

/**
 * Called with every change that is newer than what was known; `history` = from the first snapshot, so not a new event.
 */
export function onReceipts(listener: Listener) {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** Listeners that load after the deck, but must not miss changes of the first press. */
const late = new Set(['unread', 'spoken'])
/** Changes from before they were loaded; null once all of them listen. */
let early: Change[] | null = []

/** Subscribes a late listener, which first gets the changes it missed. */
export function onReceiptsFromStart(listener: Listener, as: 'unread' | 'spoken') {
  if (late.delete(as) && early !== null && early.length > 0) listener(early, false)
  if (late.size === 0) early = null
  return onReceipts(listener)
}

/** Accepts receipts in any order; an older `seq` never overwrites a newer one. */
export const applyReceipts = (receipts: readonly Receipt[]) => apply(receipts, false)

/**
 * Applies a snapshot of the newest receipts. Those of the first snapshot are history; new ones in a later snapshot were
 * missed. If the history was erased, keep only what the snapshot still has.
 */
export function applySnapshot(receipts: readonly Receipt[], history: string) {
  const known = useSends.getState().history
  apply(receipts, known === null)
  if (known !== null && known !== history) forgetAllBut(new Set(receipts.map(({ id }) => id)))
  useSends.setState({ history })
}

function forgetAllBut(kept: ReadonlySet<string>) {
  if (early !== null) early = early.filter(({ receipt }) => kept.has(receipt.id))
  useSends.setState(({ byId, order }) => ({
    byId: Object.fromEntries(Object.entries(byId).filter(([id]) => kept.has(id))),
    order: order.filter((id) => kept.has(id)),
  }))
}

function apply(receipts: readonly Receipt[], history: boolean) {
  const { byId: known, order: placed } = useSends.getState()
  const changes: Change[] = []
  const byId = { ...known }
  for (const receipt of receipts) {
    const before = byId[receipt.id]
    if (before !== undefined && before.seq >= receipt.seq) continue
    changes.push({ receipt, before })
    byId[receipt.id] = receipt
  }
  if (changes.length === 0) return
  if (!history) early?.push(...changes)
  let order = placed
  const added = new Set(changes.map(({ receipt }) => receipt.id).filter((id) => known[id] === undefined))
  if (added.size > 0) {
    const sorted = [...added, ...placed].map((id) => byId[id]).filter((receipt) => receipt !== undefined)
    order = sorted.toSorted(newestFirst).map((receipt) => receipt.id)
    for (const id of order.splice(heldInMemory)) delete byId[id]
  }
  useSends.setState({ byId, order })
  for (const listener of listeners) listener(changes, history)
}

export function resetSends() {
  early &&= []
  useSends.setState(useSends.getInitialState(), true)
}
