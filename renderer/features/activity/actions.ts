import { ListFilter } from 'lucide-react'
import type { Action, ActionGroup } from '../../app/actions.ts'
import { focusPanel } from '../../app/tabs.ts'
import { filters } from './filter.ts'
import { chooseFilter } from './store.ts'

export const activityActions: ActionGroup = {
  name: { feature: 'activity', word: 'title' },
  list: () =>
    filters.map((filter): Action => ({
      id: `activity.show-${filter}`,
      says: { feature: 'activity', word: 'actions.show', values: { filter } },
      icon: ListFilter,
      run: () => {
        chooseFilter(filter)
        focusPanel('activity')
      },
    })),
}
