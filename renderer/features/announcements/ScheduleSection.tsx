import { Plus } from 'lucide-react'
import { useDialog } from '../../app/dialogs.ts'
import { useWords } from '../../i18n/words.ts'
import { Button } from '../../ui/Button.tsx'
import { useTellFailure } from './aside.ts'
import { Notice } from './Notice.tsx'
import { ScheduleRow } from './ScheduleRow.tsx'
import { Section } from './Section.tsx'
import { editNewSchedule, editSchedule } from './schedule-edit.ts'
import { resumeSchedules, useSchedules } from './schedules-store.ts'

/** What posts by itself, the next one first. */
export function ScheduleSection() {
  const words = useWords('announcements')
  const items = useSchedules((state) => state.items)
  const tellFailure = useTellFailure()
  const [isDrawer] = useDialog('announcements.upNext')
  const returnTo = isDrawer ? 'announcements.upNext' : null
  const off = items.find(({ offBecause }) => offBecause !== null)?.offBecause
  return (
    <Section
      title={words('schedule.title')}
      count={items.length}
      action={
        <Button size="s" look="quiet" onClick={() => editNewSchedule({ returnTo })}>
          <Plus aria-hidden />
          {words('schedule.add')}
        </Button>
      }
    >
      {off != null && (
        <Notice
          action={
            <Button size="s" onClick={() => void resumeSchedules().catch(tellFailure)}>
              {words('schedule.resume')}
            </Button>
          }
        >
          {words(`schedule.off.${off}`)}
        </Notice>
      )}
      {items.length === 0 ? (
        <p className="text-ink-3">{words('schedule.empty')}</p>
      ) : (
        <ul className="flex flex-col gap-1">
          {items.map((item) => (
            <ScheduleRow key={item.id} item={item} onEdit={() => editSchedule(item, returnTo)} />
          ))}
        </ul>
      )}
    </Section>
  )
}
