import { useTranslate } from '../../i18n/translate.ts'
import { Panel } from '../../ui/Panel.tsx'
import { FilterBar } from './FilterBar.tsx'
import { SendStory } from './SendStory.tsx'
import { UnreadBadge } from './UnreadBadge.tsx'
import { useActivity, openView, showEverything } from './store.ts'
import type { SessionSummary } from '../../../shared/contract/sessions.ts'
import { client } from '../../platform/client.ts'
import { Braces, Download, Layers, List, Sheet, History, SearchX } from 'lucide-react'
import { IconButton } from '../../ui/IconButton.tsx'
import { Menu, MenuItem } from '../../ui/Menu.tsx'
import { toQuery, everything } from './filter.ts'
import { useExport, SessionRow } from './SessionRow.tsx'
import { useCallback, useEffect } from 'react'
import { useFailure } from '../../platform/requests.ts'
import { createResource, useResource } from '../../platform/resource.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { useGiftName } from '../deck/gift-names.ts'
import { onReceipts } from '../sends/store.ts'
import { SendList } from './SendList.tsx'
import { nameBy, reload, startOver, takeIn, useActivityList } from './activity-list.ts'
import { useExplain } from '../../platform/explain-failure.ts'

export function ActivityPanel() {
  const t = useTranslate('activity')
  const view = useActivity((state) => state.view)
  return (
    <Panel
      name="activity"
      title={t(view === 'sends' ? 'title' : 'sessions.title')}
      actions={
        <>
          <UnreadBadge />
          <ActivityActions />
        </>
      }
      className="h-full overflow-hidden"
    >
      {view === 'sends' ? (
        <>
          <FilterBar />
          <SendsView />
        </>
      ) : (
        <SessionsView />
      )}
      <SendStory />
    </Panel>
  )
}

export const sessions = createResource<{ items: readonly SessionSummary[] | null }>('sessions', {
  initial: { items: null },
  load: () => client.sessions.list({}),
})

/** Renders the buttons of the panel's title: the history by session, and the export of the shown sends to a file. */
export function ActivityActions() {
  const t = useTranslate('activity')
  const view = useActivity((state) => state.view)
  const filter = useActivity((state) => state.filter)
  const { busy, save } = useExport()
  const query = () => (view === 'sends' ? toQuery(filter) : {})
  return (
    <>
      <IconButton
        label={t(view === 'sends' ? 'sessions.open' : 'sessions.close')}
        icon={view === 'sends' ? <Layers aria-hidden /> : <List aria-hidden />}
        onClick={() => openView(view === 'sends' ? 'sessions' : 'sends')}
      />
      <Menu
        trigger={<IconButton label={t(busy ? 'export.busy' : 'export.open')} icon={<Download />} disabled={busy} />}
      >
        <MenuItem icon={<Sheet aria-hidden />} onSelect={() => void save(query(), 'csv')}>
          {t('export.csv')}
        </MenuItem>
        <MenuItem icon={<Braces aria-hidden />} onSelect={() => void save(query(), 'json')}>
          {t('export.json')}
        </MenuItem>
      </Menu>
    </>
  )
}

/** Renders the activity list. New sends appear at its top, and older ones are loaded from the ledger on scrolling. */
export function SendsView() {
  const t = useTranslate('activity')
  const filter = useActivity((state) => state.filter)
  const isEmpty = useActivityList(({ rows, freshCount }) => rows.total === 0 && freshCount === 0)
  const nameOf = useGiftName()
  useEffect(() => nameBy(nameOf), [nameOf])
  useEffect(() => onReceipts(takeIn), [])
  useEffect(() => startOver(), [filter])
  // Reload after each snapshot, because events may have been missed before it. Reload also after a change of room,
  // because it begins a session.
  useResource(
    'sessions',
    useCallback(() => void reload(), []),
  )

  if (!isEmpty) return <SendList />
  if (filter === everything)
    return (
      <EmptyState icon={<History aria-hidden />} title={t('empty.title')}>
        {t('empty.text')}
      </EmptyState>
    )
  return (
    <EmptyState
      icon={<SearchX aria-hidden />}
      title={t('empty.filtered')}
      action={
        <Button size="s" onClick={showEverything}>
          {t('empty.widen')}
        </Button>
      }
    />
  )
}

/**
 * Each send changes the totals of the present session. Reload at most once in this interval, so that a burst does not
 * cause a request per send.
 */
const refreshMs = 1_000

/** Renders the sessions (one run of the program in one room each) with their totals and a link to their sends. */
export function SessionsView() {
  const t = useTranslate('activity')
  const explain = useExplain()
  const { items } = sessions.use()
  const failure = useFailure('sessions')
  sessions.useLoaded()
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const forget = onReceipts(() => {
      timer ??= setTimeout(() => {
        timer = undefined
        sessions.reload()
      }, refreshMs)
    })
    return () => {
      forget()
      clearTimeout(timer)
    }
  }, [])

  if (items === null)
    return <p className="px-3 text-ink-3">{failure === null ? t('story.loading') : explain(failure.error)}</p>
  if (items.length === 0)
    return (
      <EmptyState icon={<Layers aria-hidden />} title={t('sessions.empty')}>
        {t('sessions.emptyText')}
      </EmptyState>
    )
  return (
    <ul aria-label={t('sessions.title')} className="min-h-0 flex-1 overflow-y-auto border-t border-line">
      {items.map((session) => (
        <SessionRow key={session.id} session={session} />
      ))}
    </ul>
  )
}
