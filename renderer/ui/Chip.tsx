import type { ReactNode } from 'react'
import { softTone, type Tone } from './tones.ts'
import type { SendState } from '../../shared/contract/send.ts'
import { useTranslate } from '../i18n/translate.ts'
import {
  Ban,
  Check,
  CircleHelp,
  CircleX,
  Clock,
  Hourglass,
  Loader,
  Pause,
  Send,
  TimerOff,
  TriangleAlert,
  type LucideIcon,
} from 'lucide-react'

/** Renders a small label with an icon, a word and a colour. The colour alone must never carry the meaning. */
export const Chip = ({ tone, icon, children }: { tone: Tone; icon?: ReactNode; children: ReactNode }) => (
  <span
    className={`inline-flex min-h-5 max-w-full shrink-0 items-center gap-1 rounded-l px-2 font-medium [&_svg]:size-3.5 [&_svg]:shrink-0 ${softTone[tone]}`}
  >
    {icon}
    <span className="line-clamp-2 min-w-0 break-words">{children}</span>
  </span>
)

export function StateChip({ state }: { state: SendState }) {
  const t = useTranslate('app')
  const { tone, icon: Icon } = stateLook[state]
  return (
    <Chip tone={tone} icon={<Icon aria-hidden />}>
      {t(`state.${state}`)}
    </Chip>
  )
}

/** The colour and icon of each state of a send. */
export const stateLook: Record<SendState, { tone: Tone; icon: LucideIcon }> = {
  queued: { tone: 'busy', icon: Clock },
  sending: { tone: 'busy', icon: Send },
  waiting: { tone: 'busy', icon: Hourglass },
  processing: { tone: 'busy', icon: Loader },
  unknown: { tone: 'unsure', icon: CircleHelp },
  delivered: { tone: 'ok', icon: Check },
  refused: { tone: 'bad', icon: CircleX },
  dropped: { tone: 'warn', icon: TriangleAlert },
  cancelled: { tone: 'idle', icon: Ban },
  expired: { tone: 'idle', icon: TimerOff },
  held: { tone: 'idle', icon: Pause },
}
