import { Plus, Target } from 'lucide-react'
import { useEffect, useState } from 'react'
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
import { useRoomReadings } from './room-readings.ts'

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
