import { History, SearchX } from 'lucide-react'
import { useCallback, useEffect } from 'react'
import { useKept } from '../../app/kept.ts'
import { useWords } from '../../i18n/words.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { useGiftName } from '../deck/use-gift-name.ts'
import { onReceipts } from '../sends/store.ts'
import { SendList } from './SendList.tsx'
import { nameBy, reload, startOver, takeIn, useFeed } from './feed.ts'
import { everything } from './filter.ts'
import { showEverything, useActivity } from './store.ts'

/** The feed: live at its top, the whole ledger below. */
export function SendsView() {
  const words = useWords('activity')
  const filter = useActivity((state) => state.filter)
  const isEmpty = useFeed(({ rows, freshCount }) => rows.total === 0 && freshCount === 0)
  const nameOf = useGiftName()
  useEffect(() => nameBy(nameOf), [nameOf])
  useEffect(() => onReceipts(takeIn), [])
  useEffect(() => startOver(), [filter])
  // A new snapshot may follow a gap, and a change of room begins a session.
  useKept(
    'sessions',
    useCallback(() => void reload(), []),
  )

  if (!isEmpty) return <SendList />
  if (filter === everything)
    return (
      <EmptyState icon={<History aria-hidden />} title={words('empty.title')}>
        {words('empty.text')}
      </EmptyState>
    )
  return (
    <EmptyState
      icon={<SearchX aria-hidden />}
      title={words('empty.filtered')}
      action={
        <Button size="s" onClick={showEverything}>
          {words('empty.widen')}
        </Button>
      }
    />
  )
}
