import { ChartNoAxesColumn } from 'lucide-react'
import { useWords } from '../../i18n/words.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Select } from '../../ui/Select.tsx'
import { connectionOf, useStatus } from '../status/store.ts'
import { CountsActions } from './CountsActions.tsx'
import { GiftChart } from './GiftChart.tsx'
import { GoalBar } from './GoalBar.tsx'
import { ReadingAge } from './ReadingAge.tsx'
import { Totals } from './Totals.tsx'
import { useKeptHistory } from './kept-history.ts'
import { chooseReceiver, readingKey, useCounts } from './store.ts'
import { useShownReadings } from './shown-readings.ts'

export function CountsPanel() {
  const words = useWords('counts')
  const { shown, all } = useShownReadings()
  useKeptHistory()
  const history = useCounts((state) => (shown === undefined ? undefined : state.history[readingKey(shown)]))
  if (shown === undefined) return <NoCounts />
  return (
    <Panel
      name="counts"
      title={all.length > 1 ? words('titleBy') : words('titleOf', { receiver: shown.receiver })}
      actions={
        <>
          {all.length > 1 && (
            <Select
              label={words('receiver')}
              labelHidden
              value={readingKey(shown)}
              options={all.map((reading) => ({ value: readingKey(reading), label: reading.receiver }))}
              onChange={chooseReceiver}
              className="max-w-40"
            />
          )}
          <CountsActions />
        </>
      }
      className="h-full"
    >
      <div className="flex min-h-0 flex-1 flex-col gap-2 overflow-y-auto px-3 pb-3">
        <Totals reading={shown} />
        <ReadingAge reading={shown} />
        <GiftChart points={history ?? []} />
        <GoalBar now={shown.totalCount} />
      </div>
    </Panel>
  )
}

function NoCounts() {
  const words = useWords('counts')
  const why = useStatus(({ status }) =>
    status !== null && connectionOf(status, 'tencent') === undefined ? 'noTencent' : 'connecting',
  )
  return (
    <Panel name="counts" title={words('title')} className="h-full">
      <EmptyState icon={<ChartNoAxesColumn aria-hidden />} title={words(`empty.${why}`)}>
        {words(`empty.${why}Text`)}
      </EmptyState>
    </Panel>
  )
}
