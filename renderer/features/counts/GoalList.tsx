import { Plus, Target } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { Goal } from '../../../shared/contract/goals.ts'
import { mostGoals } from '../../../shared/limits.ts'
import { useDialog } from '../../app/dialogs.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.ts'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { GoalBar } from './GoalBar.tsx'
import { GoalDialog } from './GoalDialog.tsx'
import { followGoals, useCelebration } from './celebrations.ts'
import { readingOf } from '../../../shared/goal-progress.ts'
import { useGoals, useGoalsOfRoom } from './goals.ts'
import { useRoomReadings } from './shown-readings.ts'

/** What the host wants to reach, and how far it is. */
export function GoalList() {
  const words = useWords('goals')
  const goals = useGoals((state) => state.goals)
  const readings = useRoomReadings()
  const [editing, setEditing] = useState<Goal | null>(null)
  const [adding, setAdding] = useDialog('goals.new')
  useGoalsOfRoom()
  useEffect(() => {
    if (goals !== null) followGoals(goals, readings)
  }, [goals, readings])
  if (goals === null) return null
  const add = () => setAdding(true)
  return (
    <section aria-label={words('title')} className="flex flex-col gap-2">
      {goals.length === 0 ? (
        <Button look="quiet" size="s" className="-ml-2 self-start" onClick={add}>
          <Target aria-hidden />
          {words('first')}
        </Button>
      ) : (
        goals.map((goal, place) => (
          <GoalBar
            key={goal.id}
            goal={goal}
            reading={readingOf(goal, readings)}
            onEdit={() => setEditing(goal)}
            action={
              place === 0 &&
              goals.length < mostGoals && <IconButton label={words('add')} icon={<Plus />} onClick={add} />
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

/** Heard, not seen: the bar itself shows it. */
function Announcement({ goals }: { goals: readonly Goal[] }) {
  const words = useWords('goals')
  const format = useFormat()
  const current = useCelebration((state) => state.current)
  const goal = goals.find(({ id }) => id === current?.goalId)
  const title = goal?.title === '' ? words('untitled') : goal?.title
  return (
    <output className="sr-only">
      {current !== null &&
        goal !== undefined &&
        words(current.isTarget ? 'reachedText' : 'markText', {
          title,
          label: current.label,
          at: format.number(current.at),
          measure: words(goal.measure),
        })}
    </output>
  )
}
