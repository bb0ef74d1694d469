import { CircleAlert, OctagonPause, X, Octagon } from 'lucide-react'
import type { LastStop } from '../../../shared/contract/safety.ts'
import { useExplain } from '../../platform/explain-failure.ts'
import { useFormat } from '../../i18n/format.ts'
import { useGap, useTranslate } from '../../i18n/translate.ts'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { inReach } from '../../ui/in-reach.ts'
import { forgetStopError, resume, useStop, stop } from './stop.ts'
import { useStatus } from './store.ts'
import { shortcuts } from '../../platform/shortcuts.ts'
import { Tooltip } from '../../ui/Tooltip.tsx'

/**
 * Renders, while sending is stopped, what the last STOP did and the Resume button. It also shows a STOP that failed.
 */
export function StopBar() {
  const t = useTranslate('status')
  const explain = useExplain()
  const describeStop = useTellLastStop()
  const gap = useGap()
  const { busy, error, unconfirmed } = useStop()
  const lastStop = useStatus((state) => state.lastStop)
  const stopped = useStatus(({ status }) => status?.stopped ?? false)
  return (
    <div role="alert" aria-live="assertive" className="shrink-0 empty:hidden">
      {unconfirmed !== null && (
        <div className="mx-2 mb-2 flex items-start gap-2 rounded-m bg-bad-soft px-3 py-1.5 text-bad">
          <CircleAlert className="mt-0.5 size-4 shrink-0" aria-hidden />
          <p className="min-w-0 flex-1 wrap-anywhere">
            <strong className="font-semibold">{t('stop.unconfirmed')}</strong>
            {gap}
            {t(`stop.${unconfirmed}`)}
          </p>
        </div>
      )}
      {error !== null && (
        <div className="mx-2 mb-2 flex items-center gap-2 rounded-m bg-bad-soft px-3 py-1 text-bad">
          <CircleAlert className="size-4 shrink-0" aria-hidden />
          <p className="min-w-0 flex-1">{explain(error, t('stop.unrecorded'))}</p>
          <IconButton label={t('dismiss')} icon={<X />} onClick={forgetStopError} />
        </div>
      )}
      {/* While STOP is not confirmed, do not show the state of an earlier STOP. */}
      {stopped && unconfirmed === null && (
        <div className="mx-2 mb-2 flex flex-wrap items-center gap-x-3 gap-y-1 rounded-m bg-live-fill py-1 pr-1 pl-3 text-on-live">
          <OctagonPause className="size-4 shrink-0" aria-hidden />
          <p className="min-w-0 flex-1 basis-48 break-keep wrap-anywhere">
            <strong className="font-semibold">{t('stop.stopped')}</strong>
            {lastStop !== null && `${gap}${describeStop(lastStop)}`}
          </p>
          <span {...inReach}>
            <Button disabled={busy} onClick={() => void resume()}>
              {t('stop.resume')}
            </Button>
          </span>
        </div>
      )}
    </div>
  )
}

const ends = ['delivered', 'refused', 'dropped', 'unknown', 'open'] as const

/**
 * Returns a function that describes what a STOP did: `38 cancelled · 3 had left: 2 delivered, 1 not answered yet`.
 * Counts of zero are left out.
 */
function useTellLastStop() {
  const t = useTranslate('status')
  const { number } = useFormat()
  return (stopped: LastStop) => {
    const textOf = (part: 'cancelled' | 'left' | 'held' | (typeof ends)[number]) =>
      t(`stop.${part}`, { count: stopped[part], number: number(stopped[part]) })
    const ended = ends.filter((end) => stopped[end] > 0).map(textOf)
    const parts = [
      ...(stopped.cancelled > 0 ? [textOf('cancelled')] : []),
      ...(stopped.left > 0 ? [`${textOf('left')}${t('stop.colon')}${ended.join(t('stop.comma'))}`] : []),
      ...(stopped.held > 0 ? [textOf('held')] : []),
    ]
    return parts.length === 0 ? t('stop.nothing') : parts.join(' · ')
  }
}

export function StopButton() {
  const t = useTranslate('status')
  const busy = useStop((state) => state.busy)
  return (
    <Tooltip label={t('stop.hint')} shortcut={[shortcuts.stop, shortcuts.stopToo]}>
      <Button variant="danger" aria-busy={busy} onClick={() => void stop()} className="font-semibold tracking-wide">
        <Octagon aria-hidden fill="currentColor" />
        {t('stop.button')}
      </Button>
    </Tooltip>
  )
}
