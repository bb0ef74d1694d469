import { Lock, LockOpen } from 'lucide-react'
import { client } from '../../app/client.ts'
import { useExplain } from '../../app/failures.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.ts'
import { Button } from '../../ui/Button.tsx'
import { Tooltip } from '../../ui/Tooltip.tsx'
import { tell } from '../../ui/toasts.ts'
import { useNow } from '../../ui/use-now.ts'
import { applySafety, useStatus } from '../status/store.ts'
import type { Safety } from '../../../shared/contract/safety.ts'

const stayArmedMs = 300_000
/** How long one press arms where nothing else is said, as the contract has it. */
const armedByPressMs = 10_000

/** Live only: locked, or armed with a countdown in plain sight. Both are equally high, so that no key moves under the hand. */
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
  const Icon = isOpen ? LockOpen : Lock
  const says = isOpen
    ? words(hold ? 'lock.held' : 'lock.armed')
    : words('lock.locked', { time: duration(armedByPressMs) })

  const change = (call: () => Promise<Safety>) =>
    void call().then(applySafety, (error: unknown) => tell(explain(error), 'bad'))
  const arm = () => change(() => client.safety.arm({ seconds: stayArmedMs / 1_000, hold: true }))
  const lock = () => change(() => client.safety.disarm())

  return (
    <div className={`rounded-m py-1 pr-1 pl-3 ${isOpen ? 'bg-live-fill text-on-live' : 'bg-live-soft text-live'}`}>
      <div className="flex items-center gap-2">
        <Icon className="size-4 shrink-0" aria-hidden />
        <div className="flex h-[2lh] min-w-0 flex-1 items-center">
          <Tooltip label={`${says}. ${words('lock.real')}`}>
            <p className="line-clamp-2 font-semibold">{says}</p>
          </Tooltip>
        </div>
        {isOpen && leftMs !== null && (
          <span role="timer" className="text-title font-semibold whitespace-nowrap">
            {duration(Math.ceil(leftMs / 1_000) * 1_000)}
          </span>
        )}
        <Button className="max-w-1/2" onClick={isOpen ? lock : arm}>
          <span className="truncate">
            {isOpen ? words('lock.close') : words('lock.stay', { time: duration(stayArmedMs) })}
          </span>
        </Button>
      </div>
      <p className={`pr-2 pb-1 short:sr-only ${isOpen ? '' : 'text-ink-2'}`}>{words('lock.real')}</p>
    </div>
  )
}
