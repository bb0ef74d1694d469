import { CircleCheck, CircleHelp, Loader, TriangleAlert, type LucideIcon } from 'lucide-react'
import { textTone, type Tone } from './tones.ts'

const looks = {
  ok: { Icon: CircleCheck, tone: 'ok' },
  trouble: { Icon: TriangleAlert, tone: 'warn' },
  'not-known': { Icon: CircleHelp, tone: 'unsure' },
  busy: { Icon: Loader, tone: 'busy' },
} as const satisfies Record<string, { Icon: LucideIcon; tone: Tone }>

/** Renders the state of something that was looked at, by shape and colour. The text beside it says it in words. */
export function StateMark({ state, className }: { state: keyof typeof looks; className?: string }) {
  const { Icon, tone } = looks[state]
  return (
    <Icon
      aria-hidden
      className={`size-4 shrink-0 ${textTone[tone]} ${state === 'busy' ? 'animate-run' : ''} ${className ?? ''}`}
    />
  )
}
