import { TriangleAlert } from 'lucide-react'
import { useFormat } from '../../i18n/format.ts'
import { useTranslate } from '../../i18n/translate.ts'
import { chooseFilter } from './store.ts'
import { create } from 'zustand'
import type { Change } from '../sends/store.ts'
import { isFailure } from './filter.ts'

/** Renders the number of failed sends that the host has not seen. A click shows them. */
export function UnreadBadge() {
  const t = useTranslate('activity')
  const { number } = useFormat()
  const count = useFailedReads(({ ids }) => ids.length)
  if (count === 0) return null
  const show = () => {
    chooseFilter('trouble')
    markRead()
  }
  return (
    <button
      type="button"
      onClick={show}
      className="flex h-6 items-center gap-1 rounded-full bg-bad-soft px-2 font-medium whitespace-nowrap text-bad hover:bg-hover [&_svg]:size-3.5"
    >
      <TriangleAlert aria-hidden />
      {t('unread', { count, number: number(count) })}
    </button>
  )
}

/** Renders the same number on the panel's tab, because in a narrow dock another panel may be in front. */
export function UnreadMark() {
  const t = useTranslate('activity')
  const { number } = useFormat()
  const count = useFailedReads(({ ids }) => ids.length)
  if (count === 0) return null
  return (
    <span className="ml-1 inline-flex h-5 min-w-5 items-center justify-center rounded-full bg-live-fill px-1 font-semibold text-on-live">
      <span aria-hidden>{number(count)}</span>
      <span className="sr-only">{t('unread', { count, number: number(count) })}</span>
    </span>
  )
}

/** The ids of the failed sends that the host has not seen. */
export const useFailedReads = create<{ ids: readonly string[] }>(() => ({ ids: [] }))

export const markRead = () => {
  if (useFailedReads.getState().ids.length > 0) useFailedReads.setState({ ids: [] })
}

/** True if changes can alter the count. Whether the host is looking is asked only then, because that costs a layout. */
export const concernsUnread = (changes: readonly Change[]) =>
  useFailedReads.getState().ids.length > 0 || changes.some(({ receipt }) => isFailure(receipt))

/** Counts newly failed sends. A counted send that is no longer failed is removed from the count. */
export function reportFailure(changes: readonly Change[]) {
  const { ids } = useFailedReads.getState()
  const changed = new Map(changes.map((change) => [change.receipt.id, change]))
  const left = ids.filter((id) => {
    const change = changed.get(id)
    return change === undefined || isFailure(change.receipt)
  })
  const added = changes.filter(
    ({ receipt, before }) =>
      isFailure(receipt) && (before === undefined || !isFailure(before)) && !ids.includes(receipt.id),
  )
  if (left.length === ids.length && added.length === 0) return
  useFailedReads.setState({ ids: [...left, ...added.map(({ receipt }) => receipt.id)] })
}

/** Removes erased sends from the count, because the host can no longer see them. */
export const keepUnread = (isKnown: (id: string) => boolean) =>
  useFailedReads.setState(({ ids }) => ({ ids: ids.filter(isKnown) }))

export const resetUnread = () => useFailedReads.setState(useFailedReads.getInitialState(), true)
