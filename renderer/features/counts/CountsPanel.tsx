import { ChartNoAxesColumn } from 'lucide-react'
import { useMemo } from 'react'
import type { Reading } from '../../../shared/contract/counts.ts'
import { useWords } from '../../i18n/words.ts'
import { Broken } from '../../ui/Broken.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { MayBreak } from '../../ui/MayBreak.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { useStatus } from '../status/store.ts'
import { BesideLine } from './BesideLine.tsx'
import { CountsActions } from './CountsActions.tsx'
import { GiftChart } from './GiftChart.tsx'
import { GoalList } from './GoalList.tsx'
import { NotCounted } from './NotCounted.tsx'
import { ReadingAge } from './ReadingAge.tsx'
import { ReceiverCards } from './ReceiverCards.tsx'
import { RoomLine } from './RoomLine.tsx'
import { Totals } from './Totals.tsx'
import { sessionOf } from './history.ts'
import { useReceivers } from './receivers.ts'
import { readingKey, useCounts } from './store.ts'
import { useShownReadings } from './shown-readings.ts'
import { failChart, useChartFailure } from './use-chart.ts'

export function CountsPanel() {
  const words = useWords('counts')
  const { shown, cards, beside } = useShownReadings()
  useReceivers()
  if (shown === undefined) return <NoCounts />
  const receipts = shown.source === 'receipts'
  const title =
    cards.length > 1 ? words('title') : words(receipts ? 'titleSent' : 'titleOf', { receiver: shown.receiver })
  return (
    <Panel name="counts" title={title} actions={<CountsActions readings={cards} />} className="h-full">
      <div className="flex min-h-0 flex-1 flex-col gap-2 overflow-y-auto px-3 pb-3 short:gap-1.5 short:pb-2">
        {cards.length > 1 ? <ReceiverCards readings={cards} shown={shown} /> : <Totals reading={shown} />}
        <ReadingAge reading={shown} />
        {beside !== undefined && beside.fromGiftdeck > 0 && <BesideLine reading={beside} />}
        <NotCounted />
        <SessionChart reading={shown} />
        <GoalList />
        <RoomLine />
      </div>
    </Panel>
  )
}

const nothing = [] as const

function SessionChart({ reading }: { reading: Reading }) {
  const key = readingKey(reading)
  const history = useCounts((state) => state.history[key]) ?? nothing
  const { baseline } = reading
  const points = useMemo(() => sessionOf(history, baseline), [history, baseline])
  if (useChartFailure()) return <Broken />
  return (
    <MayBreak instead={null} onBroken={failChart}>
      <GiftChart
        key={key}
        points={points}
        given={reading.fromGiftdeck}
        isOwnAlone={reading.source === 'receipts'}
        stale={reading.stale}
      />
    </MayBreak>
  )
}

function NoCounts() {
  const words = useWords('counts')
  const why = useStatus(({ status }) => (status?.connections.length === 0 ? 'noConnection' : 'connecting'))
  return (
    <Panel name="counts" title={words('title')} className="h-full">
      <EmptyState icon={<ChartNoAxesColumn aria-hidden />} title={words(`empty.${why}`)}>
        {words(`empty.${why}Text`)}
      </EmptyState>
    </Panel>
  )
}
