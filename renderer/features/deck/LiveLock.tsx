import { Lock, LockOpen } from 'lucide-react'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.ts'
import { Steady } from '../../ui/Steady.tsx'
import { Tooltip } from '../../ui/Tooltip.tsx'
import { useNow } from '../../ui/use-now.ts'
import { useStatus } from '../status/store.ts'
import { LockButton } from './LockButton.tsx'
import { useAllOverCap } from './use-all-over-cap.ts'

/** How long one press arms where nothing else is said, as the contract has it. */
const armedByPressMs = 10_000

/** Live only: locked, or armed with a countdown in plain sight. Equally high whatever it says, so that no key moves under the hand. */
export function LiveLock() {
  const words = useWords('deck')
  const { duration, number } = useFormat()
  const armed = useStatus(({ status }) => status?.armed ?? false)
  const until = useStatus(({ status }) => status?.armedUntil ?? null)
  const hold = useStatus(({ status }) => status?.hold ?? false)
  const most = useStatus(({ status }) => status?.mostPerPress ?? 0)
  const allOverCap = useAllOverCap()
  const now = useNow(armed ? 250 : null)
  const leftMs = until === null ? null : Math.max(0, Date.parse(until) - now)
  const isOpen = armed && leftMs !== 0
  const Icon = isOpen ? LockOpen : Lock
  const sentences = {
    locked: words('lock.locked', { time: duration(armedByPressMs) }),
    armed: words('lock.armed'),
    held: words('lock.held'),
    overCap: words('lock.overCap', { most: number(most) }),
  }
  const says = sentences[!isOpen ? 'locked' : allOverCap ? 'overCap' : hold ? 'held' : 'armed']

  return (
    <div className={`rounded-m py-1 pr-1 pl-3 ${isOpen ? 'bg-live-fill text-on-live' : 'bg-live-soft text-live'}`}>
      <div className="flex items-center gap-2">
        <Icon className="size-4 shrink-0" aria-hidden />
        <Steady texts={Object.values(sentences)} className="min-w-0 flex-1 font-semibold">
          <Tooltip label={`${says}. ${words('lock.real')}`}>
            <p>{says}</p>
          </Tooltip>
        </Steady>
        <LockButton isOpen={isOpen} leftMs={leftMs} />
      </div>
      <p className={`pr-2 pb-1 short:sr-only ${isOpen ? '' : 'text-ink-2'}`}>{words('lock.real')}</p>
    </div>
  )
}
