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

/** The change of one send. `before` is undefined if the send is new to this page. */
export interface Change {
  receipt: Receipt
  before: Receipt | undefined
}

type Listener = (changes: readonly Change[], history: boolean) => void
const listeners = new Set<Listener>()

/**
 * Calls the listener with all changes that are newer than the known state. `history` is true for those of the first
 * snapshot, which are not new events. Returns a function that removes the listener.
 */
export function onReceipts(listener: Listener) {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/**
 * The listeners that have not subscribed yet. They load after the deck, but must not miss changes of the first press.
 */
const late = new Set(['unread', 'spoken'])
/** The changes since the first snapshot, for the late listeners; null once all of them have subscribed. */
let early: Change[] | null = []

/** Subscribes a late listener and calls it with the changes it has missed. */
export function onReceiptsFromStart(listener: Listener, as: 'unread' | 'spoken') {
  if (late.delete(as) && early !== null && early.length > 0) listener(early, false)
  if (late.size === 0) early = null
  return onReceipts(listener)
}

/** Accepts receipts in any order; an older `seq` never overwrites a newer one. */
export const applyReceipts = (receipts: readonly Receipt[]) => apply(receipts, false)

/**
 * Applies a snapshot of the newest receipts. The receipts of the first snapshot are history. New receipts in a later
 * snapshot were missed and count as changes. If the history was erased, only the receipts of the snapshot stay.
 */
export function applySnapshot(receipts: readonly Receipt[], history: string) {
  const known = useSends.getState().history
  apply(receipts, known === null)
  if (known !== null && known !== history) forgetAllBut(new Set(receipts.map(({ id }) => id)))
  useSends.setState({ history })
}

function forgetAllBut(ids: ReadonlySet<string>) {
  if (early !== null) early = early.filter(({ receipt }) => ids.has(receipt.id))
  useSends.setState(({ byId, order }) => ({
    byId: Object.fromEntries(Object.entries(byId).filter(([id]) => ids.has(id))),
    order: order.filter((id) => ids.has(id)),
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
