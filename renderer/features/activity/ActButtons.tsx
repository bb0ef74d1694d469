import { Play, RefreshCw, RotateCw, Trash2 } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import { useWords } from '../../i18n/words.ts'
import { Button } from '../../ui/Button.tsx'
import { useAct } from './use-act.ts'
import type { Act } from './use-act.ts'

const icons: Record<Act, LucideIcon> = { again: RotateCw, check: RefreshCw, release: Play, discard: Trash2 }

interface ActButtonsProps {
  id: string
  what: string
  acts: readonly Act[]
  size?: 's' | 'm'
}

export function ActButtons({ id, what, acts, size = 's' }: ActButtonsProps) {
  const words = useWords('activity')
  const { busy, run } = useAct(id)
  return acts.map((act) => {
    const Icon = icons[act]
    return (
      <Button
        key={act}
        size={size}
        disabled={busy !== null}
        aria-label={`${words(`act.${act}`)}: ${what}`}
        onClick={() => void run(act)}
      >
        <Icon aria-hidden />
        {words(`act.${act}`)}
      </Button>
    )
  })
}
