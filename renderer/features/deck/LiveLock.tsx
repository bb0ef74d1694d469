import { Lock, LockOpen } from 'lucide-react'
import { useFormat } from '../../i18n/format.ts'
import { useTranslate } from '../../i18n/translate.ts'
import { ReserveWidth } from '../../ui/ReserveWidth.tsx'
import { Tooltip } from '../../ui/Tooltip.tsx'
import { useNow } from '../../ui/use-now.ts'
import { useStatus, applySafety } from '../status/store.ts'
import { keyBlockedReason } from './blocked-reason.ts'
import { timesOf } from './press.ts'
import { pageInSight, useDeck } from './store.ts'
import { useBlockedReasons } from './KeyGrid.tsx'
import { client } from '../../platform/client.ts'
import { useExplain } from '../../platform/explain-failure.ts'
import type { Safety } from '../../../shared/contract/safety.ts'
import { Button } from '../../ui/Button.tsx'
import { tell } from '../../ui/toasts.ts'

/** How long one press arms the room by default, as in the contract. */
const armedByPressMs = 10_000

/**
 * Renders the lock of a live room: locked, or armed with a countdown. The height never changes, so that no key moves
 * under the pointer.
 */
export function LiveLock() {
  const t = useTranslate('deck')
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
    locked: t('lock.locked', { time: duration(armedByPressMs) }),
    armed: t('lock.armed'),
    held: t('lock.held'),
    overCap: t('lock.overCap', { most: number(most) }),
  }
  const sentence = sentences[!isOpen ? 'locked' : allOverCap ? 'overCap' : hold ? 'held' : 'armed']

  return (
    <div className={`rounded-m py-1 pr-1 pl-3 ${isOpen ? 'bg-live-fill text-on-live' : 'bg-live-soft text-live'}`}>
      <div className="flex items-center gap-2">
        <Icon className="size-4 shrink-0" aria-hidden />
        <ReserveWidth texts={Object.values(sentences)} className="min-w-0 flex-1 font-semibold">
          <Tooltip label={`${sentence}. ${t('lock.real')}`}>
            <p>{sentence}</p>
          </Tooltip>
        </ReserveWidth>
        <LockButton isOpen={isOpen} leftMs={leftMs} />
      </div>
      <p className={`pr-2 pb-1 short:sr-only ${isOpen ? '' : 'text-ink-2'}`}>{t('lock.real')}</p>
    </div>
  )
}

/** Returns true if the room's cap blocks every visible key. */
function useAllOverCap() {
  const now = useBlockedReasons()
  return useDeck((deck) => {
    const keys = pageInSight(deck)?.keys ?? []
    return (
      keys.length > 0 &&
      keys.every((key) => keyBlockedReason(key, timesOf(key, deck.multiplier), now)?.blockedReason === 'overCap')
    )
  })
}

const stayArmedMs = 300_000
/** The times whose texts are the widest. Their width is reserved. */
const widestMs = [59_000, 600_000]

const wraps = 'h-auto! min-h-8 min-w-0 shrink! py-1 whitespace-normal!'

/** Renders the button that arms the room, or the countdown with the button that locks it, in the same space. */
function LockButton({ isOpen, leftMs }: { isOpen: boolean; leftMs: number | null }) {
  const t = useTranslate('deck')
  const explain = useExplain()
  const { duration } = useFormat()
  const change = (call: () => Promise<Safety>) =>
    void call().then(applySafety, (error: unknown) => tell(explain(error), 'bad'))
  const arm = () => change(() => client.safety.arm({ seconds: stayArmedMs / 1_000, hold: true }))
  const lock = () => change(() => client.safety.disarm())
  return (
    <div className="grid max-w-3/5 items-center justify-items-end *:[grid-area:1/1]">
      <Button className={`${wraps} ${isOpen ? 'invisible' : ''}`} onClick={arm}>
        {t('lock.stay', { time: duration(stayArmedMs) })}
      </Button>
      <div className={`flex min-w-0 items-center gap-2 ${isOpen ? '' : 'invisible'}`}>
        <ReserveWidth
          texts={widestMs.map(duration)}
          className="justify-items-end text-title font-semibold whitespace-nowrap"
        >
          {isOpen && leftMs !== null && <span role="timer">{duration(Math.ceil(leftMs / 1_000) * 1_000)}</span>}
        </ReserveWidth>
        <Button className={wraps} onClick={lock}>
          {t('lock.close')}
        </Button>
      </div>
    </div>
  )
}
