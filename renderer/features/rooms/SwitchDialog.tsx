import { Lock, TriangleAlert } from 'lucide-react'
import { useFormat } from '../../i18n/format.ts'
import { useGap, useTranslate } from '../../i18n/translate.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import type { OpenProps } from '../../platform/lazy.tsx'
import { useStatus } from '../status/store.ts'
import { enter, useSwitching, useSwitchRoom } from './rooms-list.ts'

/** Asks before a switch to a live room, and explains why the present room cannot be left. */
export function SwitchDialog({ open, onOpenChange }: OpenProps) {
  const t = useTranslate('rooms')
  const { to, because, busy } = useSwitching()
  const go = useSwitchRoom(enter)
  if (to === null) return null
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={t('switch.title', { room: to.name })}
      footer={
        <>
          <Button variant="quiet" onClick={() => onOpenChange(false)}>
            {t('switch.stay')}
          </Button>
          <Button variant={to.environment === 'live' ? 'danger' : 'accent'} disabled={busy} onClick={() => go(to)}>
            {t(because === 'busy' ? 'switch.again' : 'switch.go')}
          </Button>
        </>
      }
    >
      {because === 'busy' ? <Waiting /> : <Live />}
    </Dialog>
  )
}

const Live = () => {
  const t = useTranslate('rooms')
  const gap = useGap()
  return (
    <div className="flex items-start gap-2 rounded-m bg-live-soft p-3 text-live">
      <Lock className="mt-0.5 size-4 shrink-0" aria-hidden />
      <p>
        {t('switch.live')}
        {gap}
        {t('environment.warning')}
      </p>
    </div>
  )
}

/** Renders the present number of waiting sends, which may differ from that at the time of the refusal. */
function Waiting() {
  const t = useTranslate('rooms')
  const { number, duration } = useFormat()
  const room = useStatus(({ status }) => status?.room ?? '')
  const queued = useStatus(({ status }) => status?.lanes.reduce((sum, lane) => sum + lane.queued, 0) ?? 0)
  const drainMs = useStatus(({ status }) => Math.max(0, ...(status?.lanes.map((lane) => lane.drainMs) ?? [])))
  const time = duration(Math.ceil(drainMs / 1_000) * 1_000)
  return (
    <div className="flex items-start gap-2 rounded-m bg-warn-soft p-3 text-warn">
      <TriangleAlert className="mt-0.5 size-4 shrink-0" aria-hidden />
      <output>
        {queued > 0
          ? t('switch.waiting', { count: queued, number: number(queued), room, time })
          : t('switch.nearlyEmpty', { room })}
      </output>
    </div>
  )
}
