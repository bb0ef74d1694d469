import { useEffect, useState } from 'react'
import { type SandboxState, type SandboxTrouble, sandboxTroubleSchema } from '../../../shared/contract/sandbox.ts'
import { client } from '../../app/client.ts'
import { useExplain } from '../../app/failures.ts'
import { useWords } from '../../i18n/words.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Switch } from '../../ui/Switch.tsx'

interface SandboxPanelProps {
  open: boolean
  onOpenChange: (open: boolean) => void
}

/** Rehearse trouble: what the simulated vendors play, one switch each. */
export function SandboxPanel({ open, onOpenChange }: SandboxPanelProps) {
  const words = useWords('sandbox')
  const { state, failure, change } = useSandbox(open)
  const toggle = (trouble: SandboxTrouble, on: boolean) => {
    if (state === null) return
    const rest = state.troubles.filter((other) => other !== trouble)
    change({ ...state, troubles: on ? [...rest, trouble] : rest })
  }
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
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
        failure === null && <p className="text-ink-3">{words('loading')}</p>
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

/** The switch moves at once and falls back when the sandbox refuses. */
function useSandbox(open: boolean) {
  const explain = useExplain()
  const [state, setState] = useState<SandboxState | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  useEffect(() => {
    if (!open) return
    let wanted = true
    const take = (found: SandboxState | null, why: string | null) => {
      if (!wanted) return
      setState(found)
      setFailure(why)
    }
    client.sandbox.get().then(
      (found) => take(found, null),
      (error: unknown) => take(null, explain(error)),
    )
    return () => {
      wanted = false
    }
  }, [open, explain])
  const change = (next: SandboxState) => {
    const before = state
    setState(next)
    setFailure(null)
    client.sandbox.set(next).then(setState, (error: unknown) => {
      setState(before)
      setFailure(explain(error))
    })
  }
  return { state, failure, change }
}
