import { History } from 'lucide-react'
import { useWords } from '../../i18n/words.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Select } from '../../ui/Select.tsx'
import { Results } from './Results.tsx'
import { SendList } from './SendList.tsx'
import { filters } from './filter.ts'
import { chooseFilter, useActivity } from './store.ts'
import { useShownSends } from './use-shown-sends.ts'

export function ActivityPanel() {
  const words = useWords('activity')
  const filter = useActivity((state) => state.filter)
  const ids = useShownSends()
  return (
    <Panel
      name="activity"
      title={words('title')}
      actions={
        <Select
          label={words('filter.label')}
          labelHidden
          value={filter}
          options={filters.map((value) => ({ value, label: words(`filter.${value}`) }))}
          onChange={chooseFilter}
        />
      }
      className="h-full overflow-hidden"
    >
      {ids.length === 0 ? (
        <EmptyState icon={<History aria-hidden />} title={words(filter === 'all' ? 'empty.title' : 'empty.filtered')}>
          {filter === 'all' && words('empty.text')}
        </EmptyState>
      ) : (
        <SendList key={filter} ids={ids} />
      )}
      <Results />
    </Panel>
  )
}
