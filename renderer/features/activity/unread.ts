import { create } from 'zustand'
import type { Change } from '../sends/store.ts'
import { isTrouble } from './filter.ts'

/** Sends that went wrong while nobody looked. */
export const useUnread = create<{ ids: readonly string[] }>(() => ({ ids: [] }))

export const markRead = () => {
  if (useUnread.getState().ids.length > 0) useUnread.setState({ ids: [] })
}

/** A send that has come right since is no trouble any more. */
export function noteTrouble(changes: readonly Change[]) {
  const { ids } = useUnread.getState()
  const changed = new Map(changes.map((change) => [change.receipt.id, change]))
  const left = ids.filter((id) => {
    const change = changed.get(id)
    return change === undefined || isTrouble(change.receipt)
  })
  const added = changes.filter(
    ({ receipt, before }) =>
      isTrouble(receipt) && (before === undefined || !isTrouble(before)) && !ids.includes(receipt.id),
  )
  if (left.length === ids.length && added.length === 0) return
  useUnread.setState({ ids: [...left, ...added.map(({ receipt }) => receipt.id)] })
}

/** What was erased can be looked at no more. */
export const keepUnread = (isKnown: (id: string) => boolean) =>
  useUnread.setState(({ ids }) => ({ ids: ids.filter(isKnown) }))

export const resetUnread = () => useUnread.setState(useUnread.getInitialState(), true)
