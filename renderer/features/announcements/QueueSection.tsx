import { isLocked } from '../../../shared/domain/arming.ts'
import { iso } from '../../../shared/domain/time.ts'
import { X, CornerUpLeft, Pause, Play, Send, TriangleAlert } from 'lucide-react'
import { useTranslate } from '../../i18n/translate.ts'
import { useTellFailure, tellRemoved, usePutBack } from './undo-notice.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { Section } from './TemplatesDrawer.tsx'
import { SortableList } from './SortableList.tsx'
import { haltQueue, moveQueued, useUpNext, addToQueue, removeQueued, postNext, runQueue } from './stores.ts'
import { useTimeOfDay } from './format-schedule.ts'
import { type ReactNode, useState } from 'react'
import type { QueuedAnnouncement } from '../../../shared/contract/up-next.ts'
import { useFormat } from '../../i18n/format.ts'
import { Button } from '../../ui/Button.tsx'
import { Select } from '../../ui/Select.tsx'
import { resume } from '../status/stop.ts'
import { useStatus } from '../status/store.ts'
import { useBlockedReason } from './blocked-reason.ts'
import { changeDraft } from './draft.ts'
import { usePress } from './use-press.ts'

/** Renders the announcement queue. The host posts its items one by one, or Giftdeck posts one per interval. */
export function QueueSection() {
  const t = useTranslate('announcements')
  const time = useTimeOfDay()
  const { items, run, halted } = useUpNext()
  const showFailure = useTellFailure()
  const timeOf = (position: number) => run && iso(Date.parse(run.nextAt) + position * run.everySeconds * 1_000)
  return (
    <Section title={t('upNext.linedUp')} count={items.length}>
      {halted !== null && (
        <Notice
          action={
            <IconButton
              label={t('upNext.understood')}
              icon={<X />}
              onClick={() => void haltQueue().catch(showFailure)}
            />
          }
        >
          {t(`upNext.halted.${halted.because}`, { time: time(halted.at) })}
        </Notice>
      )}
      {items.length === 0 ? (
        <p className="text-ink-3">{t('upNext.empty')}</p>
      ) : (
        <>
          <QueueControls />
          <SortableList
            items={items}
            label={t('upNext.linedUp')}
            nameOf={({ text }) => text}
            onMove={(id, to) => void moveQueued(id, to).catch(showFailure)}
          >
            {(item, position, handle) => <QueueRow item={item} at={timeOf(position)} handle={handle} />}
          </SortableList>
        </>
      )}
    </Section>
  )
}

/** Renders one item of the queue. `at` is the time at which it will be posted; null while the queue does not run. */
function QueueRow({ item, at, handle }: { item: QueuedAnnouncement; at: string | null; handle: ReactNode }) {
  const t = useTranslate('announcements')
  const time = useTimeOfDay()
  const putBack = usePutBack()
  const showFailure = useTellFailure()

  const remove = async () => {
    const removed = await removeQueued(item.id)
    tellRemoved(item.text, () => addToQueue(removed))
  }
  const takeBack = async () => {
    await removeQueued(item.id)
    putBack(item)
  }
  return (
    <div className="flex items-start gap-1 rounded-m bg-raised py-1 pr-1 shadow-panel">
      {handle}
      <div className="min-w-0 flex-1 py-1">
        {at !== null && (
          <time dateTime={at} className="text-accent-text">
            {time(at)}
          </time>
        )}
        <p dir="auto" className="line-clamp-2 wrap-anywhere text-ink">
          {item.text}
        </p>
      </div>
      <IconButton
        label={t('upNext.takeBack')}
        icon={<CornerUpLeft />}
        onClick={() => void takeBack().catch(showFailure)}
      />
      <IconButton label={t('remove')} icon={<X />} onClick={() => void remove().catch(showFailure)} />
    </div>
  )
}

const intervals = [10, 30, 60, 120, 300, 600]

/**
 * Renders the buttons that post the first item or start automatic posting. Automatic posting needs an armed room and
 * never arms it.
 */
function QueueControls() {
  const t = useTranslate('announcements')
  const { duration } = useFormat()
  const run = useUpNext((state) => state.run)
  const why = useBlockedReason()
  const locked = useStatus(({ status }) => isLocked(status))
  const [seconds, setSeconds] = useState(60)
  const { run: call, press, busy, failure } = usePress()
  const shown = run?.everySeconds ?? seconds
  const options = intervals.includes(shown) ? intervals : [...intervals, shown].toSorted((a, b) => a - b)

  return (
    <div className="flex flex-col gap-1">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <Button
          disabled={why !== null || busy}
          onClick={() => void press(async () => changeDraft({ lastId: await postNext() }))}
        >
          <Send aria-hidden />
          {t(locked ? 'upNext.unlock' : 'upNext.postNext')}
        </Button>
        <div className="flex items-center gap-2">
          <Select
            label={t('upNext.pace')}
            labelHidden
            value={String(shown)}
            disabled={run !== null}
            options={options.map((each) => ({
              value: String(each),
              label: t('upNext.paceFor', { interval: duration(each * 1_000) }),
            }))}
            onChange={(next) => setSeconds(Number(next))}
          />
          {run === null ? (
            <Button disabled={why !== null || busy} onClick={() => void call(() => runQueue(seconds))}>
              <Play aria-hidden />
              {t('upNext.run')}
            </Button>
          ) : (
            <Button onClick={() => void call(haltQueue)}>
              <Pause aria-hidden />
              {t('upNext.halt')}
            </Button>
          )}
        </div>
      </div>
      <div className="flex flex-wrap items-center gap-2 empty:hidden">
        <output className="min-w-0 flex-1 basis-40 text-bad empty:hidden">
          {failure ?? (why === null ? null : <span className="text-ink-3">{t(`why.${why}`)}</span>)}
        </output>
        {why === 'stopped' && (
          <Button size="s" onClick={() => void resume()}>
            {t('resume')}
          </Button>
        )}
      </div>
    </div>
  )
}

/** Renders a notice that automatic posting has stopped and waits for the host to decide. */
export const Notice = ({ children, action }: { children: ReactNode; action?: ReactNode }) => (
  <div className="flex flex-wrap items-center gap-2 rounded-m bg-warn-soft px-2 py-1.5 text-warn">
    <p className="flex min-w-0 flex-1 basis-40 gap-2">
      <TriangleAlert className="mt-0.5 size-4 shrink-0" aria-hidden />
      <span className="min-w-0 break-keep wrap-anywhere">{children}</span>
    </p>
    {action}
  </div>
)
