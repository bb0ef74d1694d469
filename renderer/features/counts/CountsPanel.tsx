import { useWhileVisible } from '../../platform/while-visible.ts'
import { ChartNoAxesColumn, Gamepad2, EyeOff, RefreshCw, UsersRound } from 'lucide-react'
import { useMemo } from 'react'
import type { Reading, SessionPoint } from '../../../shared/contract/counts.ts'
import { useTranslate } from '../../i18n/translate.ts'
import { FailedPart, ErrorBoundary } from '../../ui/ErrorBoundary.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { useStatus } from '../status/store.ts'
import { GiftChart } from './GiftChart.tsx'
import { GoalList } from './GoalList.tsx'
import { useShownReadings } from './room-readings.ts'
import { ReadingAge, RoomLine } from './RoomLine.tsx'
import { ReceiverCards } from './ReceiverCards.tsx'
import { Totals } from './Totals.tsx'
import { watchedReceivers, chooseReceivers, useReceiverNames } from './receivers.ts'
import { readingKey, useCounts } from './store.ts'
import { failChart, useChartFailure } from './use-chart.ts'
import { useFormat } from '../../i18n/format.ts'
import { mostWatched as most } from '../../../shared/domain/limits.ts'
import { useExplain } from '../../platform/explain-failure.ts'
import { Button } from '../../ui/Button.tsx'
import { tell } from '../../ui/toasts.ts'
import { usePeople } from '../people/store.ts'
import { client } from '../../platform/client.ts'
import { useDialog } from '../../platform/navigation.ts'
import { shortcuts } from '../../platform/shortcuts.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { ReceiversDialog } from './ReceiversDialog.tsx'
import { SessionMenu, useTakeReadings } from './SessionMenu.tsx'

export function CountsPanel() {
  const t = useTranslate('counts')
  const { shown, cards, beside } = useShownReadings()
  watchedReceivers.useLoaded()
  if (shown === undefined) return <NoCounts />
  const receipts = shown.source === 'receipts'
  const title = cards.length > 1 ? t('title') : t(receipts ? 'titleSent' : 'titleOf', { receiver: shown.receiver })
  return (
    <Panel name="counts" title={title} actions={<CountsActions readings={cards} />} className="h-full">
      <div className="flex min-h-0 flex-1 flex-col gap-2 overflow-y-auto px-3 pb-3 short:gap-1.5 short:pb-2">
        {cards.length > 1 ? <ReceiverCards readings={cards} shown={shown} /> : <Totals reading={shown} />}
        <ReadingAge reading={shown} />
        {beside !== undefined && beside.fromGiftdeck > 0 && <SecondaryStats reading={beside} />}
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
  const history = useWhileVisible(useCounts, (state) => state.history[key]) ?? nothing
  const { baseline } = reading
  const points = useMemo(() => sessionOf(history, baseline), [history, baseline])
  if (useChartFailure()) return <FailedPart />
  return (
    <ErrorBoundary instead={null} onBroken={failChart}>
      <GiftChart
        key={key}
        points={points}
        given={reading.fromGiftdeck}
        isOwnAlone={reading.source === 'receipts'}
        stale={reading.stale}
      />
    </ErrorBoundary>
  )
}

function NoCounts() {
  const t = useTranslate('counts')
  const why = useStatus(({ status }) => (status?.connections.length === 0 ? 'noConnection' : 'connecting'))
  return (
    <Panel name="counts" title={t('title')} className="h-full">
      <EmptyState icon={<ChartNoAxesColumn aria-hidden />} title={t(`empty.${why}`)}>
        {t(`empty.${why}Text`)}
      </EmptyState>
    </Panel>
  )
}

/** Renders how many gifts Giftdeck delivered into the ZEGO game, for which the vendor reports no totals. */
export function SecondaryStats({ reading }: { reading: Reading }) {
  const t = useTranslate('counts')
  const format = useFormat()
  return (
    <p className="flex items-start gap-1.5 text-ink-3">
      <Gamepad2 aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span className="min-w-0 break-words">{t('beside', { given: format.number(reading.fromGiftdeck) })}</span>
    </p>
  )
}

/** If the first reading is later than this after the baseline, the chart shows a gap between the two, and no rise. */
const unwatchedMs = 10_000

/**
 * Returns the points of this session only, from its baseline on. After an undone reset the earlier ones are included.
 */
export function sessionOf(points: readonly SessionPoint[], baseline: Reading['baseline']): readonly SessionPoint[] {
  if (baseline === null) return points
  const at = Date.parse(baseline.at)
  const { totalCount: gifts, totalCoins: coins, senderCount: senders } = baseline
  const start: SessionPoint = { at, gifts, coins, senders, ours: 0, since: at }
  const later = points
    .filter((point) => point.at > at)
    // After an undone reset, a point with another baseline counts Giftdeck's own gifts from another start.
    .map((point) => (point.since === at ? point : { ...point, ours: null }))
  const [first] = later
  if (first === undefined || points[0]!.at <= at || first.at - at <= unwatchedMs) return [start, ...later]
  return [start, { at: at + 1, gifts: null, coins: null, senders: null, ours: null, since: at }, ...later]
}

/** Renders a notice if the deck sends gifts to a receiver whose totals are not read. Such gifts would seem lost. */
export function NotCounted() {
  const t = useTranslate('counts')
  const explain = useExplain()
  const receivers = useReceiverNames((state) => state.receivers) ?? []
  const receiver = usePeople(({ people }) => people?.room.tencent && people.receiver.tencent)
  if (receiver === undefined || receivers.length === 0 || receivers.includes(receiver)) return null
  const count = () => chooseReceivers([...receivers, receiver]).catch((error: unknown) => tell(explain(error), 'bad'))
  return (
    <p className="flex items-center gap-1.5 text-ink-3">
      <EyeOff aria-hidden className="size-4 shrink-0" />
      <span className="min-w-0 break-words">{t('receivers.notCounted', { receiver })}</span>
      {receivers.length < most && (
        <Button size="s" aria-label={t('receivers.countOne', { receiver })} onClick={() => void count()}>
          {t('receivers.count')}
        </Button>
      )}
    </p>
  )
}

/** Renders the buttons of the panel's title: choose the receivers, read the counts now, and the session's menu. */
export function CountsActions({ readings }: { readings: readonly Reading[] }) {
  const t = useTranslate('counts')
  const [choosing, setChoosing] = useDialog('counts.receivers')
  const receivers = useReceiverNames((state) => state.receivers)
  const { busy, take } = useTakeReadings()
  return (
    <>
      {receivers !== null && receivers.length > 0 && (
        <IconButton label={t('receivers.choose')} icon={<UsersRound />} onClick={() => setChoosing(true)} />
      )}
      <IconButton
        label={t('refresh')}
        shortcut={shortcuts.refresh}
        icon={<RefreshCw className={busy ? 'animate-run' : ''} />}
        onClick={() => take(client.counts.refresh)}
        disabled={busy}
      />
      <SessionMenu readings={readings} disabled={busy} take={take} />
      {choosing && <ReceiversDialog receivers={receivers ?? []} onClose={() => setChoosing(false)} />}
    </>
  )
}
