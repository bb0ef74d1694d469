import { Pause } from 'lucide-react'
import type { Status } from '../../../shared/contract/status.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.ts'
import { chooseFilter } from '../activity/store.ts'
import { focusPanel } from '../../app/tabs.ts'
import { Button } from '../../ui/Button.tsx'

/** How much waits, how long that takes, and what waits for the host's own word. */
export function QueueDepth({ status }: { status: Status }) {
  const words = useWords('status')
  const { number, duration } = useFormat()
  const queued = status.lanes.reduce((sum, lane) => sum + lane.queued, 0)
  const drainMs = Math.max(0, ...status.lanes.map((lane) => lane.drainMs))
  return (
    <>
      <span className={`whitespace-nowrap ${queued > 0 ? 'text-busy' : 'text-ink-3'}`}>
        {words('queue', { queued: number(queued) })}
        {queued > 0 && (
          // In a dock the place of both is that of one line.
          <span className={status.held > 0 ? 'max-cockpit:sr-only' : ''}> · {duration(drainMs)}</span>
        )}
      </span>
      {status.held > 0 && (
        <Button
          size="s"
          onClick={() => {
            chooseFilter('held')
            focusPanel('activity')
          }}
        >
          <Pause aria-hidden />
          {words('held', { held: number(status.held) })}
        </Button>
      )}
    </>
  )
}
