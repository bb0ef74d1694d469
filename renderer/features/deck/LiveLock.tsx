import { Lock, LockOpen } from 'lucide-react'
import { client } from '../../app/client.ts'
import { useExplain } from '../../app/failures.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.ts'
import { Button } from '../../ui/Button.tsx'
import { tell } from '../../ui/toasts.ts'
import { useNow } from '../../ui/use-now.ts'
import { applySafety, useStatus } from '../status/store.ts'
import type { Safety } from '../../../shared/contract/safety.ts'

const stayArmedSeconds = 300

/** Live only: locked, or armed with a countdown in plain sight. */
export function LiveLock() {
  const words = useWords('deck')
  const explain = useExplain()
  const { duration } = useFormat()
  const armed = useStatus(({ status }) => status?.armed ?? false)
  const until = useStatus(({ status }) => status?.armedUntil ?? null)
  const hold = useStatus(({ status }) => status?.hold ?? false)
  const now = useNow(armed ? 250 : null)
  const leftMs = until === null ? null : Math.max(0, Date.parse(until) - now)
  const isOpen = armed && leftMs !== 0

  const change = (call: () => Promise<Safety>) =>
    void call().then(applySafety, (error: unknown) => tell(explain(error), 'bad'))

  return isOpen ? (
    <div className="flex flex-wrap items-center gap-x-3 rounded-m bg-live-fill py-1 pr-1 pl-3 text-on-live">
      <LockOpen className="size-4 shrink-0" aria-hidden />
      <p className="min-w-24 flex-1 font-semibold">{words(hold ? 'lock.held' : 'lock.armed')}</p>
      {leftMs !== null && (
        <span role="timer" className="text-title font-semibold whitespace-nowrap">
          {duration(Math.ceil(leftMs / 1_000) * 1_000)}
        </span>
      )}
      <Button
        look="quiet"
        className="text-on-live enabled:hover:bg-scrim enabled:hover:text-on-live"
        onClick={() => change(() => client.safety.disarm())}
      >
        {words('lock.close')}
      </Button>
    </div>
  ) : (
    <div className="rounded-m bg-live-soft pt-1 pr-1 pb-2 pl-3">
      <div className="flex flex-wrap items-center gap-2">
        <Lock className="size-4 shrink-0 text-live" aria-hidden />
        <p className="min-w-24 flex-1 font-semibold text-live">{words('lock.locked')}</p>
        <Button look="quiet" onClick={() => change(() => client.safety.arm({ seconds: stayArmedSeconds, hold: true }))}>
          {words('lock.stay', { time: duration(stayArmedSeconds * 1_000) })}
        </Button>
      </div>
      <p className="pr-2 text-ink-2">{words('lock.real')}</p>
    </div>
  )
}
