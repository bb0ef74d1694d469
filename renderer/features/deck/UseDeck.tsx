import { LayoutGrid } from 'lucide-react'
import { Tabs } from 'radix-ui'
import type { KeyboardEvent } from 'react'
import { useWords } from '../../i18n/words.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { useStatus } from '../status/store.ts'
import { ComboSpoken } from './ComboSpoken.tsx'
import { DeckNotice } from './DeckNotice.tsx'
import { KeyGrid } from './KeyGrid.tsx'
import { LiveLock } from './LiveLock.tsx'
import { MultiplierChoice } from './MultiplierChoice.tsx'
import { PageTabs } from './PageTabs.tsx'
import { EditNotice } from './edit/EditNotice.tsx'
import { startEditing } from './edit/editing.ts'
import { openPage, pageInSight, stepPage, useDeck } from './store.ts'
import { useMarks } from './use-marks.ts'
import { useStillKeys } from './use-still-keys.ts'

/** The deck in use: every key fires. */
export function UseDeck() {
  const words = useWords('deck')
  const pages = useDeck((deck) => deck.pages)
  const page = useDeck(pageInSight)
  const live = useStatus(({ status }) => status?.environment === 'live')
  const marks = useMarks()
  const scroller = useStillKeys()
  const turn = (event: KeyboardEvent) => {
    if (event.key !== 'PageUp' && event.key !== 'PageDown') return
    event.preventDefault()
    stepPage(event.key === 'PageDown' ? 1 : -1)
  }
  return (
    <Tabs.Root
      value={page?.id ?? ''}
      onValueChange={openPage}
      onKeyDown={turn}
      className="flex min-h-0 flex-1 flex-col gap-2 px-3 pb-3"
    >
      {live && <LiveLock />}
      <MultiplierChoice />
      {pages !== null && pages.length > 1 && <PageTabs pages={pages} />}
      <ComboSpoken />
      {/* The grid brings its own gaps, which are also the room that a focus ring needs. */}
      <Tabs.Content
        value={page?.id ?? ''}
        tabIndex={-1}
        ref={scroller}
        className="-mx-3 -mt-2 -mb-2.5 flex min-h-0 flex-1 flex-col overflow-y-auto px-1 pb-1 outline-none after:h-(--empty) after:shrink-0"
      >
        {page !== undefined && page.keys.length === 0 ? (
          <EmptyState
            icon={<LayoutGrid aria-hidden />}
            title={words(pages?.length === 1 ? 'empty.title' : 'empty.page')}
            action={<Button onClick={startEditing}>{words('empty.action')}</Button>}
          >
            {words('empty.text')}
          </EmptyState>
        ) : (
          <KeyGrid keys={page?.keys ?? []} marks={marks} />
        )}
      </Tabs.Content>
      {/* Below the keys, since whatever comes and goes above them would move them under the hand. */}
      <div className="mt-2 flex max-h-1/2 shrink-0 flex-col gap-2 overflow-y-auto not-has-[:not(:empty)]:hidden">
        <EditNotice />
        <DeckNotice marks={marks} />
      </div>
    </Tabs.Root>
  )
}
