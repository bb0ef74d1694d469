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
} from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import type { SendState } from '../../shared/contract/send.ts'
import type { Tone } from './tones.ts'

/** A state's colour and sign, the same wherever it is told. */
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
