import { UnreadMark } from '../features/activity/UnreadBadge.tsx'
import { useWords } from '../i18n/words.ts'
import { currentTab, openTab, tabs, useTab } from './tabs.ts'

/** Only in a narrow dock, where one panel at a time is in sight. */
export function TabBar() {
  const words = useWords('app')
  const current = useTab(currentTab)
  return (
    <nav aria-label={words('tabs.label')} className="flex shrink-0 px-2 cockpit:hidden">
      {tabs.map((tab) => (
        <button
          key={tab}
          type="button"
          aria-current={tab === current ? 'page' : undefined}
          onClick={() => openTab(tab)}
          className={[
            'min-h-9 min-w-0 flex-1 border-b-2 break-words px-1 transition-colors duration-150 -outline-offset-2 focus-visible:rounded-s',
            tab === current ? 'border-accent font-semibold text-ink' : 'border-line text-ink-2 hover:text-ink',
          ].join(' ')}
        >
          {words(`tabs.${tab}`)}
          {tab === 'activity' && <UnreadMark />}
        </button>
      ))}
    </nav>
  )
}
