import { useWords } from '../../i18n/words.ts'
import { Panel } from '../../ui/Panel.tsx'
import { ActivityActions } from './ActivityActions.tsx'
import { FilterBar } from './FilterBar.tsx'
import { SendStory } from './SendStory.tsx'
import { SendsView } from './SendsView.tsx'
import { SessionsView } from './SessionsView.tsx'
import { UnreadBadge } from './UnreadBadge.tsx'
import { useActivity } from './store.ts'

export function ActivityPanel() {
  const words = useWords('activity')
  const view = useActivity((state) => state.view)
  return (
    <Panel
      name="activity"
      title={words(view === 'sends' ? 'title' : 'sessions.title')}
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
