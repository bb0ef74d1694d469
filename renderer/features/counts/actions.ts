import { RefreshCw, RotateCcw, Target, Undo2, UsersRound } from 'lucide-react'
import { mostGoals } from '../../../shared/domain/limits.ts'
import { labelsOf, type ActionGroup, type Gesture } from '../../platform/actions.ts'
import { client } from '../../platform/client.ts'
import { openDialog } from '../../platform/navigation.ts'
import { shortcuts } from '../../platform/shortcuts.ts'
import { useGoals } from './goals.ts'
import { useReceiverNames } from './receivers.ts'
import { applyReadings, useCounts } from './store.ts'

const counts = labelsOf('counts')
const goals = labelsOf('goals')

export const countsActions: ActionGroup = {
  name: counts('title'),
  list: () => {
    const readings = Object.values(useCounts.getState().readings)
    const why = readings.length === 0 ? counts('actions.nothing') : null
    const isReset = readings.some(({ earlierBaseline }) => earlierBaseline !== null)
    const isFull = (useGoals.getState().goals ?? []).length >= mostGoals
    return [
      {
        id: 'counts.refresh',
        label: counts('refresh'),
        icon: RefreshCw,
        shortcut: shortcuts.refresh,
        run: async () => applyReadings((await client.counts.refresh()).readings),
        why,
      },
      {
        id: 'counts.reset',
        label: counts('reset'),
        icon: RotateCcw,
        run: async () => applyReadings((await client.counts.resetBaseline()).readings),
        why,
      },
      {
        id: 'counts.undo',
        label: counts('actions.undo'),
        icon: Undo2,
        run: async () => applyReadings((await client.counts.undoBaseline()).readings),
        why: isReset ? null : counts('actions.notReset'),
      },
      {
        id: 'counts.receivers',
        label: counts('receivers.choose'),
        icon: UsersRound,
        run: () => openDialog('counts.receivers'),
        why: (useReceiverNames.getState().receivers ?? []).length > 0 ? null : counts('actions.noReceivers'),
      },
      {
        id: 'goals.add',
        label: goals('add'),
        icon: Target,
        run: () => openDialog('goals.new'),
        why: why ?? (isFull ? goals('full') : null),
      },
    ]
  },
}

export const countsGestures: readonly Gesture[] = [
  { label: counts('chart.gestures.read'), keys: counts('chart.gestures.readKeys') },
  { label: counts('chart.gestures.zoom'), keys: counts('chart.gestures.zoomKeys') },
  { label: counts('chart.gestures.pan'), keys: counts('chart.gestures.panKeys') },
  { label: counts('chart.gestures.whole'), keys: 'Escape' },
]
