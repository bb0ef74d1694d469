import { Layers } from 'lucide-react'
import { useCallback, useEffect } from 'react'
import { useExplain } from '../../app/failures.ts'
import { useKept } from '../../app/kept.ts'
import { useWords } from '../../i18n/words.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { onReceipts } from '../sends/store.ts'
import { SessionRow } from './SessionRow.tsx'
import { loadSessions, useSessions } from './sessions.ts'

/** The totals of the present session move with its sends, and a burst need not be followed step by step. */
const refreshMs = 1_000

/** Looking back by run of the program and room: the totals of each, and the way to its sends. */
export function SessionsView() {
  const words = useWords('activity')
  const explain = useExplain()
  const { items, error } = useSessions()
  useKept(
    'sessions',
    useCallback(() => void loadSessions(), []),
  )
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const forget = onReceipts(() => {
      timer ??= setTimeout(() => {
        timer = undefined
        void loadSessions()
      }, refreshMs)
    })
    return () => {
      forget()
      clearTimeout(timer)
    }
  }, [])

  if (items === null)
    return <p className="px-3 text-ink-3">{error === null ? words('story.loading') : explain(error)}</p>
  if (items.length === 0)
    return (
      <EmptyState icon={<Layers aria-hidden />} title={words('sessions.empty')}>
        {words('sessions.emptyText')}
      </EmptyState>
    )
  return (
    <ul aria-label={words('sessions.title')} className="min-h-0 flex-1 overflow-y-auto border-t border-line">
      {items.map((session) => (
        <SessionRow key={session.id} session={session} />
      ))}
    </ul>
  )
}
