import { Pencil, X } from 'lucide-react'
import type { Schedule } from '../../../shared/contract/schedules.ts'
import { useWords } from '../../i18n/words.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { StateChip } from '../../ui/StateChip.tsx'
import { Switch } from '../../ui/Switch.tsx'
import { useNow } from '../../ui/use-now.ts'
import { useSends } from '../sends/store.ts'
import { tellRemoved, useTellFailure } from './aside.ts'
import { removeSchedule, saveSchedule, switchSchedule } from './schedules-store.ts'
import { useTimeOfDay, useWhenWords } from './when-words.ts'

export function ScheduleRow({ item, onEdit }: { item: Schedule; onEdit: () => void }) {
  const words = useWords('announcements')
  const time = useTimeOfDay()
  const whenWords = useWhenWords()
  const tellFailure = useTellFailure()
  const { id, text, when, nextAt, enabled } = item
  const now = useNow(when.kind === 'once' ? 15_000 : null)
  const isOver = when.kind === 'once' && Date.parse(when.at) <= now

  const remove = async () => {
    const { id: _, nextAt: __, last: ___, offBecause: ____, ...again } = await removeSchedule(id)
    tellRemoved(text, () => saveSchedule(isOver ? { ...again, enabled: false } : again, null))
  }
  const shownAt = nextAt ?? (when.kind === 'once' ? when.at : null)
  return (
    <li className="flex items-start gap-1 rounded-m bg-raised py-2 pr-1 pl-2 shadow-panel">
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        <Switch
          checked={enabled}
          disabled={isOver && !enabled}
          onChange={(next) => void switchSchedule(id, next).catch(tellFailure)}
          label={
            <>
              {shownAt !== null && (
                <time dateTime={shownAt} className={nextAt === null ? 'text-ink-3' : 'font-medium'}>
                  {time(shownAt)}{' '}
                </time>
              )}
              <span className="text-ink-2">{whenWords(when)}</span>
            </>
          }
          hint={
            <span dir="auto" className="line-clamp-2 wrap-anywhere text-ink">
              {text}
            </span>
          }
        />
        <LastTime last={item.last} />
      </div>
      <IconButton label={words('schedule.edit')} icon={<Pencil />} className="-mt-0.5" onClick={onEdit} />
      <IconButton
        label={words('remove')}
        icon={<X />}
        className="-mt-0.5"
        onClick={() => void remove().catch(tellFailure)}
      />
    </li>
  )
}

/** How its last time ended: its receipt's state, or why nothing was posted. */
function LastTime({ last }: Pick<Schedule, 'last'>) {
  const words = useWords('announcements')
  const time = useTimeOfDay()
  const state = useSends(({ byId }) => (last?.sendId === undefined ? undefined : byId[last.sendId]?.state))
  if (last === null) return null
  return (
    <p className="flex flex-wrap items-center gap-x-2 text-ink-3">
      <time dateTime={last.at}>{time(last.at)}</time>
      {last.skipped !== undefined ? (
        <span className="text-warn">{words(`schedule.skipped.${last.skipped}`)}</span>
      ) : state !== undefined ? (
        <StateChip state={state} />
      ) : (
        <span>{words('schedule.posted')}</span>
      )}
    </p>
  )
}
