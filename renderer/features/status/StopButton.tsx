import { Octagon } from 'lucide-react'
import { shortcuts } from '../../app/shortcuts.ts'
import { useWords } from '../../i18n/words.ts'
import { Button } from '../../ui/Button.tsx'
import { Tooltip } from '../../ui/Tooltip.tsx'
import { stop, useStop } from './stop.ts'

export function StopButton() {
  const words = useWords('status')
  const busy = useStop((state) => state.busy)
  return (
    <Tooltip label={words('stop.hint')} shortcut={[shortcuts.stop, shortcuts.stopToo]}>
      <Button look="danger" aria-busy={busy} onClick={() => void stop()} className="font-semibold tracking-wide">
        <Octagon aria-hidden fill="currentColor" />
        {words('stop.button')}
      </Button>
    </Tooltip>
  )
}
