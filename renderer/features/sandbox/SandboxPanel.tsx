import { type SandboxTrouble, sandboxTroubleSchema } from '../../../shared/contract/sandbox.ts'
import { useUnread } from '../../app/readings.ts'
import { useWords } from '../../i18n/words.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Switch } from '../../ui/Switch.tsx'
import { useSandbox } from './use-sandbox.ts'

interface SandboxPanelProps {
  open: boolean
  onOpenChange: (open: boolean) => void
}

/** Rehearse trouble: what the simulated vendors play, one switch each. */
export function SandboxPanel({ open, onOpenChange }: SandboxPanelProps) {
  const words = useWords('sandbox')
  const { state, failure, change } = useSandbox(open)
  const unread = useUnread('sandbox')
  const toggle = (trouble: SandboxTrouble, on: boolean) => {
    if (state === null) return
    const rest = state.troubles.filter((other) => other !== trouble)
    change({ ...state, troubles: on ? [...rest, trouble] : rest })
  }
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      unread={unread}
      place="sheet"
      title={words('title')}
      description={words('about')}
      footer={
        state !== null && state.troubles.length > 0 ? (
          <Button onClick={() => change({ ...state, troubles: [] })}>{words('calm')}</Button>
        ) : undefined
      }
    >
      <output className={failure === null ? 'sr-only' : 'mb-3 block text-bad'}>{failure}</output>
      {state === null ? (
        unread.length === 0 && <p className="text-ink-3">{words('loading')}</p>
      ) : (
        <div className="flex flex-col gap-4">
          <Switch
            label={words('viewers.label')}
            hint={words('viewers.hint')}
            checked={state.viewers}
            onChange={(viewers) => change({ ...state, viewers })}
          />
          <h3 className="border-t border-line pt-4 font-semibold text-ink-2">{words('troubles')}</h3>
          {sandboxTroubleSchema.options.map((trouble) => (
            <Switch
              key={trouble}
              label={words(`${trouble}.label`)}
              hint={words(`${trouble}.hint`)}
              checked={state.troubles.includes(trouble)}
              onChange={(on) => toggle(trouble, on)}
            />
          ))}
        </div>
      )}
    </Dialog>
  )
}
