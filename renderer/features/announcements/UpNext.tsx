import { QueueSection, Notice } from './QueueSection.tsx'
import { useTranslate } from '../../i18n/translate.ts'
import { Button } from '../../ui/Button.tsx'
import { clearUndoNotice, useUndoNotice, useTellFailure, tellRemoved } from './undo-notice.ts'
import { Plus, Pencil, X } from 'lucide-react'
import { useDialog } from '../../platform/navigation.ts'
import { Section } from './TemplatesDrawer.tsx'
import { editNewSchedule, editSchedule } from './schedule-edit.ts'
import { resumeSchedules, useSchedules, removeSchedule, saveSchedule, switchSchedule } from './stores.ts'
import type { Schedule } from '../../../shared/contract/schedules.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { StateChip } from '../../ui/Chip.tsx'
import { Switch } from '../../ui/Switch.tsx'
import { useNow } from '../../ui/use-now.ts'
import { useSends } from '../sends/store.ts'
import { useTimeOfDay, useWhenText } from './format-schedule.ts'

/** Renders what viewers will read next: the announcement queue and the schedules. */
export const UpNext = () => (
  <div className="flex flex-col gap-4">
    <QueueSection />
    <ScheduleSection />
    <UndoNoticeBar />
  </div>
)

function UndoNoticeBar() {
  const t = useTranslate('announcements')
  const undoNotice = useUndoNotice((state) => state.undoNotice)
  const showFailure = useTellFailure()
  return (
    <output className="sticky bottom-0 flex items-center gap-2 rounded-m bg-raised px-3 py-2 shadow-float empty:hidden">
      {undoNotice?.kind === 'failed' && <span className="text-bad">{undoNotice.text}</span>}
      {undoNotice?.kind === 'removed' && (
        <>
          <span className="min-w-0 truncate text-ink-2">{t('removed', { text: undoNotice.text })}</span>
          <Button
            size="s"
            className="ml-auto"
            onClick={() => {
              clearUndoNotice()
              void undoNotice.undo().catch(showFailure)
            }}
          >
            {t('undo')}
          </Button>
        </>
      )}
    </output>
  )
}

/** Renders the scheduled announcements, the next one first. */
function ScheduleSection() {
  const t = useTranslate('announcements')
  const items = useSchedules((state) => state.items)
  const showFailure = useTellFailure()
  const [isDrawer] = useDialog('announcements.upNext')
  const returnTo = isDrawer ? 'announcements.upNext' : null
  const off = items.find(({ offBecause }) => offBecause !== null)?.offBecause
  return (
    <Section
      title={t('schedule.title')}
      count={items.length}
      action={
        <Button size="s" variant="quiet" onClick={() => editNewSchedule({ returnTo })}>
          <Plus aria-hidden />
          {t('schedule.add')}
        </Button>
      }
    >
      {off != null && (
        <Notice
          action={
            <Button size="s" onClick={() => void resumeSchedules().catch(showFailure)}>
              {t('schedule.resume')}
            </Button>
          }
        >
          {t(`schedule.off.${off}`)}
        </Notice>
      )}
      {items.length === 0 ? (
        <p className="text-ink-3">{t('schedule.empty')}</p>
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

function ScheduleRow({ item, onEdit }: { item: Schedule; onEdit: () => void }) {
  const t = useTranslate('announcements')
  const time = useTimeOfDay()
  const whenWords = useWhenText()
  const showFailure = useTellFailure()
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
          onChange={(next) => void switchSchedule(id, next).catch(showFailure)}
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
      <IconButton label={t('schedule.edit')} icon={<Pencil />} className="-mt-0.5" onClick={onEdit} />
      <IconButton
        label={t('remove')}
        icon={<X />}
        className="-mt-0.5"
        onClick={() => void remove().catch(showFailure)}
      />
    </li>
  )
}

/** Renders how the last run of a schedule ended: the state of its receipt, or why nothing was posted. */
function LastTime({ last }: Pick<Schedule, 'last'>) {
  const t = useTranslate('announcements')
  const time = useTimeOfDay()
  const state = useSends(({ byId }) => (last?.sendId === undefined ? undefined : byId[last.sendId]?.state))
  if (last === null) return null
  return (
    <p className="flex flex-wrap items-center gap-x-2 text-ink-3">
      <time dateTime={last.at}>{time(last.at)}</time>
      {last.skipped !== undefined ? (
        <span className="text-warn">{t(`schedule.skipped.${last.skipped}`)}</span>
      ) : state !== undefined ? (
        <StateChip state={state} />
      ) : (
        <span>{t('schedule.posted')}</span>
      )}
    </p>
  )
}
