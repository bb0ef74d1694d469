import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { IconButton } from './IconButton.tsx'
import { softTone, type Tone } from './tones.ts'

interface NoticeBarProps {
  tone: Tone
  icon: ReactNode
  dismissLabel: string
  onDismiss: () => void
  children: ReactNode
}

/** Renders one notice as a bar that the host can dismiss. */
export const NoticeBar = ({ tone, icon, dismissLabel, onDismiss, children }: NoticeBarProps) => (
  <div
    className={`mx-2 mb-2 flex items-start gap-2 rounded-m py-1 pr-1 pl-3 [&>svg]:mt-1.5 [&>svg]:size-4 [&>svg]:shrink-0 ${softTone[tone]}`}
  >
    {icon}
    <div className="min-w-0 flex-1 py-1 break-words">{children}</div>
    <IconButton label={dismissLabel} icon={<X />} onClick={onDismiss} className="text-current!" />
  </div>
)
