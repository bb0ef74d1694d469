import type { ReactNode } from 'react'
import { softTone } from './tones.ts'
import type { Tone } from './tones.ts'

/** An icon, a word and a colour; never the colour alone. */
export const Chip = ({ tone, icon, children }: { tone: Tone; icon?: ReactNode; children: ReactNode }) => (
  <span
    className={`inline-flex min-h-5 max-w-full shrink-0 items-center gap-1 rounded-l px-2 font-medium [&_svg]:size-3.5 [&_svg]:shrink-0 ${softTone[tone]}`}
  >
    {icon}
    <span className="line-clamp-2 min-w-0 break-words">{children}</span>
  </span>
)
