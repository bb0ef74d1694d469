import { Tabs } from 'radix-ui'
import type { DeckPage } from '../../../shared/contract/deck.ts'
import { useWords } from '../../i18n/words.ts'
import { usePageName } from './use-page-name.ts'

/** The pages of a deck that has more than one. */
export function PageTabs({ pages }: { pages: readonly DeckPage[] }) {
  const words = useWords('deck')
  const pageName = usePageName()
  return (
    <Tabs.List aria-label={words('pages')} className="-m-1 flex shrink-0 gap-1 overflow-x-auto p-1">
      {pages.map((page, position) => (
        <Tabs.Trigger
          key={page.id}
          value={page.id}
          className={[
            'h-7 min-w-16 truncate data-[state=active]:max-w-44 data-[state=active]:shrink-0 rounded-m px-2 text-ink-2 transition-colors duration-150 hover:bg-hover hover:text-ink',
            'data-[state=active]:bg-raised data-[state=active]:font-semibold data-[state=active]:text-ink in-data-[contrast=high]:data-[state=active]:bg-chosen',
          ].join(' ')}
        >
          {pageName(page, position)}
        </Tabs.Trigger>
      ))}
    </Tabs.List>
  )
}
