import { Check, PartyPopper, Pencil } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Reading } from '../../../shared/contract/counts.ts'
import type { Goal } from '../../../shared/contract/goals.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.ts'
import { Chip } from '../../ui/Chip.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Meter } from '../../ui/Meter.tsx'
import { Confetti } from './Confetti.tsx'
import { GoalDeadline } from './GoalDeadline.tsx'
import { useCelebration } from './celebrations.ts'
import { goalProgress } from './goal-progress.ts'

interface GoalBarProps {
  goal: Goal
  /** Undefined where nobody watches its receiver. */
  reading: Reading | undefined
  onEdit: () => void
  action?: ReactNode
}

export function GoalBar({ goal, reading, onEdit, action }: GoalBarProps) {
  const words = useWords('goals')
  const format = useFormat()
  const celebrated = useCelebration(({ current }) => (current?.goalId === goal.id ? current : null))
  const { now, fill, percent } = goalProgress(goal, reading)
  const title = goal.title === '' ? words('untitled') : goal.title
  const isReached = percent !== null && percent >= 100
  const next = goal.segments.find(({ at }) => at > (now ?? 0))
  return (
    <div className="relative">
      <div className="flex flex-wrap items-center gap-x-1.5">
        {/* Where both do not fit, the title has a line of its own; a low window cannot spare one. */}
        <span className="max-w-full flex-auto truncate text-ink-2 short:min-w-14 short:flex-1" title={title}>
          {title}
        </span>
        <span className="ml-auto flex min-w-0 items-center gap-x-1.5">
          <span className={reading?.stale === false ? 'text-ink' : 'text-ink-3'}>
            {words(goal.measure === 'coins' ? 'ofCoins' : 'ofGifts', {
              now: now === null ? '–' : format.number(now),
              target: format.number(goal.target),
            })}
          </span>
          {/* The bar tells it too, so that in a low window it gives way to the title. */}
          {percent !== null && (
            <span className="shrink-0 text-ink-3 short:sr-only">{format.percent(percent / 100)}</span>
          )}
          {/* Their own padding is distance enough. */}
          <span className="-mx-1.5 flex">
            <IconButton label={words('edit', { title })} icon={<Pencil />} onClick={onEdit} />
            {action}
          </span>
        </span>
      </div>
      <div className="relative">
        <Meter
          label={title}
          value={fill}
          max={100}
          tone={isReached ? 'ok' : reading?.stale === false ? 'accent' : 'idle'}
        />
        {goal.segments.map(({ at }) => (
          <span
            key={at}
            aria-hidden
            className="absolute -inset-y-0.5 w-0.5 -translate-x-1/2 rounded-full bg-ink-3"
            style={{ left: `${(at / goal.target) * 100}%` }}
          />
        ))}
        {celebrated !== null && <Confetti key={celebrated.at} share={fill / 100} />}
      </div>
      <div className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-0.5 text-ink-3">
        {isReached && (
          <Chip tone="ok" icon={<Check aria-hidden />}>
            {words('reached')}
          </Chip>
        )}
        {celebrated !== null && !celebrated.isTarget && (
          <Chip tone="ok" icon={<PartyPopper aria-hidden />}>
            {celebrated.label === '' ? format.number(celebrated.at) : celebrated.label}
          </Chip>
        )}
        {reading === undefined && goal.receiver !== undefined && (
          <span>{words('notWatched', { receiver: goal.receiver })}</span>
        )}
        {next !== undefined && (
          <span className="min-w-0 break-words">
            {words(next.label === '' ? 'nextMark' : 'next', { label: next.label, at: format.number(next.at) })}
          </span>
        )}
        {goal.deadline !== undefined && <GoalDeadline deadline={goal.deadline} />}
      </div>
    </div>
  )
}
