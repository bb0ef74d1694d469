import { create } from 'zustand'
import type { Receipt } from '../../../shared/contract/send.ts'

const heldInMemory = 2_000

interface Sends {
  byId: Record<string, Receipt>
  /** Newest first, by the time of the press. */
  order: string[]
  /** Rises when the host asks for older pages. */
  capacity: number
}

export const useSends = create<Sends>(() => ({ byId: {}, order: [], capacity: heldInMemory }))

const newestFirst = (a: Receipt, b: Receipt) =>
  a.createdAt === b.createdAt ? (a.id < b.id ? 1 : -1) : a.createdAt < b.createdAt ? 1 : -1

/** Takes receipts in any order; an older `seq` never overwrites a newer one. */
export function applyReceipts(receipts: readonly Receipt[]) {
  if (receipts.length === 0) return
  useSends.setState((state) => {
    const byId = { ...state.byId }
    let order = state.order
    const added: Receipt[] = []
    for (const receipt of receipts) {
      const known = byId[receipt.id]
      if (known !== undefined && known.seq > receipt.seq) continue
      if (known === undefined) added.push(receipt)
      byId[receipt.id] = receipt
    }
    if (added.length > 0) {
      const ids = [...added.map((receipt) => receipt.id), ...order]
      const sorted = ids.map((id) => byId[id]).filter((receipt) => receipt !== undefined)
      order = sorted.toSorted(newestFirst).map((receipt) => receipt.id)
      for (const id of order.splice(state.capacity)) delete byId[id]
    }
    return { byId, order }
  })
}

/** Makes room first, so that the older page is not cut off again at once. */
export function applyOlder(receipts: readonly Receipt[]) {
  useSends.setState((state) => ({ capacity: state.capacity + receipts.length }))
  applyReceipts(receipts)
}

export const resetSends = () => useSends.setState(useSends.getInitialState(), true)
