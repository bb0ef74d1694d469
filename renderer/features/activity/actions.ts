import { Braces, Eraser, Layers, ListFilter, Sheet } from 'lucide-react'
import { labelsOf, type Action, type ActionGroup } from '../../platform/actions.ts'
import { openDialog, focusPanel } from '../../platform/navigation.ts'
import { everything, kinds, shows, toQuery } from './filter.ts'
import { saveFile } from './SessionRow.tsx'
import { chooseFilter, narrow, openView, useActivity } from './store.ts'

const activity = labelsOf('activity')

/** Returns a function that changes the panel's state and then focuses the panel. */
const there = (act: () => void) => () => {
  act()
  focusPanel('activity')
}

const listed = () => toQuery(useActivity.getState().filter)

export const activityActions: ActionGroup = {
  name: activity('title'),
  list: (): readonly Action[] => [
    ...shows.map((show) => ({
      id: `activity.show-${show}`,
      label: activity('actions.show', { filter: `filter.${show}` }),
      icon: ListFilter,
      run: there(() => chooseFilter(show)),
    })),
    ...kinds
      .filter((kind) => kind !== 'all')
      .map((kind) => ({
        id: `activity.show-${kind}`,
        label: activity('actions.show', { filter: `kind.${kind}` }),
        icon: ListFilter,
        run: there(() => narrow({ ...everything, kind })),
      })),
    {
      id: 'activity.sessions',
      label: activity('actions.sessions'),
      icon: Layers,
      run: there(() => openView('sessions')),
    },
    { id: 'activity.save-csv', label: activity('actions.csv'), icon: Sheet, run: () => saveFile(listed(), 'csv') },
    { id: 'activity.save-json', label: activity('actions.json'), icon: Braces, run: () => saveFile(listed(), 'json') },
    { id: 'activity.erase', label: activity('erase.action'), icon: Eraser, run: () => openDialog('activity.erase') },
  ],
}
