import { Plus, Target } from 'lucide-react'
import { useEffect, useState, useMemo } from 'react'
import type { Goal } from '../../../shared/contract/goals.ts'
import { mostGoals } from '../../../shared/domain/limits.ts'
import { useDialog } from '../../platform/navigation.ts'
import { useFormat } from '../../i18n/format.ts'
import { useTranslate } from '../../i18n/translate.ts'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { GoalBar } from './GoalBar.tsx'
import { GoalDialog } from './GoalDialog.tsx'
import { followGoals, useCelebration } from './celebrations.ts'
import { readingOf } from '../../../shared/domain/goals.ts'
import { goalsOfRoom, useGoals } from './goals.ts'
import type { Reading } from '../../../shared/contract/counts.ts'
import { isDisconnected, useConnection } from '../../platform/connection.ts'
import { useStatus } from '../status/store.ts'
import { readingKey, useCounts } from './store.ts'

/** Renders the room's goals and the progress of each. */
export function GoalList() {
  const t = useTranslate('goals')
  const goals = useGoals((state) => state.goals)
  const readings = useRoomReadings()
  const [editing, setEditing] = useState<Goal | null>(null)
  const [adding, setAdding] = useDialog('goals.new')
  goalsOfRoom.useLoaded()
  useEffect(() => {
    if (goals !== null) followGoals(goals, readings)
  }, [goals, readings])
  if (goals === null) return null
  const add = () => setAdding(true)
  return (
    <section aria-label={t('title')} className="flex flex-col gap-2">
      {goals.length === 0 ? (
        <Button variant="quiet" size="s" className="-ml-2 self-start" onClick={add}>
          <Target aria-hidden />
          {t('first')}
        </Button>
      ) : (
        goals.map((goal, place) => (
          <GoalBar
            key={goal.id}
            goal={goal}
            reading={readingOf(goal, readings)}
            onEdit={() => setEditing(goal)}
            action={
              place === 0 && goals.length < mostGoals && <IconButton label={t('add')} icon={<Plus />} onClick={add} />
            }
          />
        ))
      )}
      <Announcement goals={goals} />
      {editing !== null && <GoalDialog goal={editing} onClose={() => setEditing(null)} />}
      {adding && goals.length < mostGoals && <GoalDialog goal={null} onClose={() => setAdding(false)} />}
    </section>
  )
}

/** Announces a reached milestone to screen readers. Others see the celebration at the bar. */
function Announcement({ goals }: { goals: readonly Goal[] }) {
  const t = useTranslate('goals')
  const format = useFormat()
  const current = useCelebration((state) => state.current)
  const goal = goals.find(({ id }) => id === current?.goalId)
  const title = goal?.title === '' ? t('untitled') : goal?.title
  return (
    <output className="sr-only">
      {current !== null &&
        goal !== undefined &&
        t(current.isTarget ? 'reachedText' : 'markText', {
          title,
          label: current.label,
          at: format.number(current.at),
          measure: t(goal.measure),
        })}
    </output>
  )
}

interface ShownReadings {
  /** The receiver that the chart shows. */
  shown: Reading | undefined
  /** The receivers shown side by side. */
  cards: readonly Reading[]
  /** The gifts delivered to ZEGO, if they are shown in one line below Tencent's totals. */
  beside: Reading | undefined
}

/**
 * Returns the readings of the room in use only. Without a connection to Giftdeck all of them are marked as stale.
 */
export function useRoomReadings(): readonly Reading[] {
  const rooms = useStatus(
    ({ status }) =>
      status && status.connections.map(({ vendor, roomId }) => JSON.stringify([vendor, roomId])).join('\n'),
  )
  const readings = useCounts((state) => state.readings)
  const isLost = useConnection(({ state }) => isDisconnected(state))
  return useMemo(
    () =>
      Object.values(readings)
        .filter(({ vendor, roomId }) => rooms === null || rooms.split('\n').includes(JSON.stringify([vendor, roomId])))
        .map((reading) => (isLost ? { ...reading, stale: true } : reading)),
    [readings, rooms, isLost],
  )
}

export function useShownReadings(): ShownReadings {
  const all = useRoomReadings()
  const chosen = useCounts((state) => state.chosen)
  return useMemo(() => {
    const counted = all.filter(({ source }) => source === 'vendor')
    // A single Tencent receiver is shown with large numbers, and the deliveries to ZEGO in one line below them.
    const beside = counted.length === 1 ? all.find(({ source }) => source === 'receipts') : undefined
    const cards = beside === undefined ? all : counted
    return { shown: cards.find((reading) => readingKey(reading) === chosen) ?? cards[0], cards, beside }
  }, [all, chosen])
}
