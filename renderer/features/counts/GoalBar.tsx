import { Pencil } from 'lucide-react'
import { useEffect } from 'react'
import { useDialog } from '../../app/dialogs.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { Meter } from '../../ui/Meter.tsx'
import { GoalDialog } from './GoalDialog.tsx'
import { goalProgress, loadGoal, useGoal } from './goal.ts'

export function GoalBar({ now }: { now: number | null }) {
  const words = useWords('counts')
  const format = useFormat()
  const goal = useGoal((state) => state.goal)
  const [editing, setEditing] = useDialog('counts.goal')
  useEffect(loadGoal, [])
  if (goal === null) return null

  const { fill, percent } = goalProgress(now, goal.target)
  const title = goal.title === '' ? words('goal.title') : goal.title
  const progress = words('goal.of', {
    now: now === null ? '–' : format.number(now),
    target: format.number(goal.target),
  })
  return (
    <div>
      <div className="flex items-center gap-2">
        <span className="min-w-0 flex-1 truncate text-ink-2">{title}</span>
        <span className="shrink-0 text-ink">{progress}</span>
        {percent !== null && <span className="shrink-0 text-ink-3">{format.percent(percent / 100)}</span>}
        <IconButton label={words('goal.edit')} icon={<Pencil />} onClick={() => setEditing(true)} />
      </div>
      <Meter label={title} value={fill} max={100} tone={fill === 100 ? 'ok' : 'accent'} />
      {editing && <GoalDialog goal={goal} onClose={() => setEditing(false)} />}
    </div>
  )
}
