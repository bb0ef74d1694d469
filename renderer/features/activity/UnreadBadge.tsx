import { TriangleAlert } from 'lucide-react'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.ts'
import { chooseFilter } from './store.ts'
import { markRead, useUnread } from './unread.ts'

/** How much went wrong while nobody looked; a click shows what. */
export function UnreadBadge() {
  const words = useWords('activity')
  const { number } = useFormat()
  const count = useUnread(({ ids }) => ids.length)
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
      {words('unread', { count, number: number(count) })}
    </button>
  )
}

/** On the tab of a narrow dock, where another panel is in front. */
export function UnreadMark() {
  const words = useWords('activity')
  const { number } = useFormat()
  const count = useUnread(({ ids }) => ids.length)
  if (count === 0) return null
  return (
    <span className="ml-1 inline-flex h-5 min-w-5 items-center justify-center rounded-full bg-live-fill px-1 font-semibold text-on-live">
      <span aria-hidden>{number(count)}</span>
      <span className="sr-only">{words('unread', { count, number: number(count) })}</span>
    </span>
  )
}
