import { RefreshCw, RotateCcw, Target } from 'lucide-react'
import type { ActionGroup } from '../../app/actions.ts'
import { client } from '../../app/client.ts'
import { openDialog } from '../../app/dialogs.ts'
import { shortcuts } from '../../app/shortcuts.ts'
import { applyReadings, useCounts } from './store.ts'

const counts = (word: string) => ({ feature: 'counts', word })

export const countsActions: ActionGroup = {
  name: counts('title'),
  list: () => {
    const why = Object.keys(useCounts.getState().readings).length === 0 ? counts('actions.nothing') : null
    return [
      {
        id: 'counts.refresh',
        says: counts('refresh'),
        icon: RefreshCw,
        shortcut: shortcuts.refresh,
        run: async () => applyReadings((await client.counts.refresh()).readings),
        why,
      },
      { id: 'counts.reset', says: counts('reset'), icon: RotateCcw, run: () => openDialog('counts.reset'), why },
      { id: 'counts.goal', says: counts('goal.edit'), icon: Target, run: () => openDialog('counts.goal'), why },
    ]
  },
}
