import { client } from '../../app/client.ts'
import { useExplain } from '../../app/failures.ts'
import type { Safety } from '../../../shared/contract/safety.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.ts'
import { Button } from '../../ui/Button.tsx'
import { Steady } from '../../ui/Steady.tsx'
import { tell } from '../../ui/toasts.ts'
import { applySafety } from '../status/store.ts'

const stayArmedMs = 300_000
/** The widest times that are shown. */
const widestMs = [59_000, 600_000]

const wraps = 'h-auto! min-h-8 min-w-0 shrink! py-1 whitespace-normal!'

/** Arms, or counts down beside what locks again; both take the same room. */
export function LockButton({ isOpen, leftMs }: { isOpen: boolean; leftMs: number | null }) {
  const words = useWords('deck')
  const explain = useExplain()
  const { duration } = useFormat()
  const change = (call: () => Promise<Safety>) =>
    void call().then(applySafety, (error: unknown) => tell(explain(error), 'bad'))
  const arm = () => change(() => client.safety.arm({ seconds: stayArmedMs / 1_000, hold: true }))
  const lock = () => change(() => client.safety.disarm())
  return (
    <div className="grid max-w-3/5 items-center justify-items-end *:[grid-area:1/1]">
      <Button className={`${wraps} ${isOpen ? 'invisible' : ''}`} onClick={arm}>
        {words('lock.stay', { time: duration(stayArmedMs) })}
      </Button>
      <div className={`flex min-w-0 items-center gap-2 ${isOpen ? '' : 'invisible'}`}>
        <Steady texts={widestMs.map(duration)} className="justify-items-end text-title font-semibold whitespace-nowrap">
          {isOpen && leftMs !== null && <span role="timer">{duration(Math.ceil(leftMs / 1_000) * 1_000)}</span>}
        </Steady>
        <Button className={wraps} onClick={lock}>
          {words('lock.close')}
        </Button>
      </div>
    </div>
  )
}
