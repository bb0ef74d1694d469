import { dayMs } from '../../../shared/domain/time.ts'
import { Check, PartyPopper, Pencil } from 'lucide-react'
import type { ReactNode, CSSProperties } from 'react'
import type { Reading } from '../../../shared/contract/counts.ts'
import type { Goal } from '../../../shared/contract/goals.ts'
import { useFormat } from '../../i18n/format.ts'
import { stopwatch } from '../../i18n/formats.ts'
import { useTranslate } from '../../i18n/translate.ts'
import { Chip } from '../../ui/Chip.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Meter } from '../../ui/Meter.tsx'
import { useCelebration, goalProgress } from './celebrations.ts'
import { useNow } from '../../ui/use-now.ts'

interface GoalBarProps {
  goal: Goal
  /** Undefined if the totals of the goal's receiver are not read. */
  reading: Reading | undefined
  onEdit: () => void
  action?: ReactNode
}

export function GoalBar({ goal, reading, onEdit, action }: GoalBarProps) {
  const t = useTranslate('goals')
  const format = useFormat()
  const celebrated = useCelebration(({ current }) => (current?.goalId === goal.id ? current : null))
  const { now, fill, percent } = goalProgress(goal, reading)
  const title = goal.title === '' ? t('untitled') : goal.title
  const isReached = percent !== null && percent >= 100
  const next = goal.segments.find(({ at }) => at > (now ?? 0))
  return (
    <div className="relative">
      <div className="flex flex-wrap items-center gap-x-1.5">
        {/* A title that does not fit beside the numbers gets a row of its own. In a low window it is cut instead. */}
        <span className="max-w-full flex-auto truncate text-ink-2 short:min-w-14 short:flex-1" title={title}>
          {title}
        </span>
        <span className="ml-auto flex min-w-0 items-center gap-x-1.5">
          <span className={reading?.stale === false ? 'text-ink' : 'text-ink-3'}>
            {t(goal.measure === 'coins' ? 'ofCoins' : 'ofGifts', {
              now: now === null ? '–' : format.number(now),
              target: format.number(goal.target),
            })}
          </span>
          {/* The bar shows the percentage too, so in a low window the number is hidden to make room for the title. */}
          {percent !== null && (
            <span className="shrink-0 text-ink-3 short:sr-only">{format.percent(percent / 100)}</span>
          )}
          {/* The negative margin removes the gap, because the buttons have padding of their own. */}
          <span className="-mx-1.5 flex">
            <IconButton label={t('edit', { title })} icon={<Pencil />} onClick={onEdit} />
            {action}
          </span>
        </span>
      </div>
      <div className="relative">
        <Meter
          label={title}
          value={fill}
          max={100}
          isSmooth
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
            {t('reached')}
          </Chip>
        )}
        {goal.count === 'viewers' && <span>{t('viewersOnly')}</span>}
        {celebrated !== null && !celebrated.isTarget && (
          <Chip tone="ok" icon={<PartyPopper aria-hidden />}>
            {celebrated.label === '' ? format.number(celebrated.at) : celebrated.label}
          </Chip>
        )}
        {reading === undefined && goal.receiver !== undefined && (
          <span>{t('notWatched', { receiver: goal.receiver })}</span>
        )}
        {next !== undefined && (
          <span className="min-w-0 break-words">
            {t(next.label === '' ? 'nextMark' : 'next', { label: next.label, at: format.number(next.at) })}
          </span>
        )}
        {goal.deadline !== undefined && <GoalDeadline deadline={goal.deadline} />}
      </div>
    </div>
  )
}

/** Renders the time left until the deadline. In the last minute it shows the seconds. */
function GoalDeadline({ deadline }: { deadline: string }) {
  const t = useTranslate('goals')
  const format = useFormat()
  const end = Date.parse(deadline)
  const left = end - useNow(1_000)
  if (left <= 0) return <span>{t('over', { time: format.dateTime(deadline) })}</span>
  if (left > dayMs) return <span>{t('until', { time: format.dateTime(deadline) })}</span>
  return <span>{t('left', { time: stopwatch(left) })}</span>
}

const colours = ['bg-accent', 'bg-ok', 'bg-unsure', 'bg-busy'] as const

/** The target of each confetti piece, in px: a small fan upwards, the same every time. */
const pieces = Array.from({ length: 14 }, (_, index) => {
  const angle = Math.PI * (0.1 + (0.8 * index) / 13)
  const distance = 24 + (index % 3) * 12
  return { x: Math.round(Math.cos(angle) * distance), y: -Math.round(Math.sin(angle) * distance) }
})

/** Renders a short burst of confetti at the end of the bar; nothing with reduced motion. */
const Confetti = ({ share }: { share: number }) => (
  <div
    aria-hidden
    className="pointer-events-none absolute top-0 motion-reduce:hidden"
    style={{ left: `${share * 100}%` }}
  >
    {pieces.map(({ x, y }, index) => (
      <span
        key={`${x} ${y}`}
        className={`absolute size-1.5 animate-burst rounded-full ${colours[index % colours.length]}`}
        style={{ '--burst-x': `${x}px`, '--burst-y': `${y}px` } as CSSProperties}
      />
    ))}
  </div>
)
