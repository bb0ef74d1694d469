import { Pause, Play, Send } from 'lucide-react'
import { useState } from 'react'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.ts'
import { Button } from '../../ui/Button.tsx'
import { Select } from '../../ui/Select.tsx'
import { isLocked } from '../deck/hindrance.ts'
import { resume } from '../status/stop.ts'
import { useStatus } from '../status/store.ts'
import { useHindrance } from './can-post.ts'
import { changeDraft } from './draft.ts'
import { haltLine, postNext, runLine, useUpNext } from './up-next-store.ts'
import { usePress } from './use-press.ts'

const intervals = [10, 30, 60, 120, 300, 600]

/** Post the first, or let them go one by one. What goes by itself needs an open lock and never opens it. */
export function LineControls() {
  const words = useWords('announcements')
  const { duration } = useFormat()
  const run = useUpNext((state) => state.run)
  const why = useHindrance()
  const locked = useStatus(({ status }) => isLocked(status))
  const [seconds, setSeconds] = useState(60)
  const { run: call, press, busy, failure } = usePress()
  const shown = run?.everySeconds ?? seconds
  const options = intervals.includes(shown) ? intervals : [...intervals, shown].toSorted((a, b) => a - b)

  return (
    <div className="flex flex-col gap-1">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <Button
          disabled={why !== null || busy}
          onClick={() => void press(async () => changeDraft({ lastId: await postNext() }))}
        >
          <Send aria-hidden />
          {words(locked ? 'upNext.unlock' : 'upNext.postNext')}
        </Button>
        <div className="flex items-center gap-2">
          <Select
            label={words('upNext.pace')}
            labelHidden
            value={String(shown)}
            disabled={run !== null}
            options={options.map((each) => ({
              value: String(each),
              label: words('upNext.paceFor', { interval: duration(each * 1_000) }),
            }))}
            onChange={(next) => setSeconds(Number(next))}
          />
          {run === null ? (
            <Button disabled={why !== null || busy} onClick={() => void call(() => runLine(seconds))}>
              <Play aria-hidden />
              {words('upNext.run')}
            </Button>
          ) : (
            <Button onClick={() => void call(haltLine)}>
              <Pause aria-hidden />
              {words('upNext.halt')}
            </Button>
          )}
        </div>
      </div>
      <div className="flex flex-wrap items-center gap-2 empty:hidden">
        <output className="min-w-0 flex-1 basis-40 text-bad empty:hidden">
          {failure ?? (why === null ? null : <span className="text-ink-3">{words(`why.${why}`)}</span>)}
        </output>
        {why === 'stopped' && (
          <Button size="s" onClick={() => void resume()}>
            {words('resume')}
          </Button>
        )}
      </div>
    </div>
  )
}
