import { type SandboxTrouble, sandboxTroubleSchema, type SandboxState } from '../../../shared/contract/sandbox.ts'
import { useFailedReads, trackedRequest } from '../../platform/requests.ts'
import { useTranslate } from '../../i18n/translate.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Switch } from '../../ui/Switch.tsx'
import { useCallback, useEffect, useRef, useState } from 'react'
import { client } from '../../platform/client.ts'
import { useExplain } from '../../platform/explain-failure.ts'

interface SandboxPanelProps {
  open: boolean
  onOpenChange: (open: boolean) => void
}

/** Renders a switch for each fault that the simulated vendors can play for a rehearsal. */
export function SandboxPanel({ open, onOpenChange }: SandboxPanelProps) {
  const t = useTranslate('sandbox')
  const { state, failure, change } = useSandbox(open)
  const failedReads = useFailedReads('sandbox')
  const toggle = (trouble: SandboxTrouble, on: boolean) => {
    if (state === null) return
    const rest = state.troubles.filter((other) => other !== trouble)
    change({ ...state, troubles: on ? [...rest, trouble] : rest })
  }
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      failedReads={failedReads}
      place="sheet"
      title={t('title')}
      description={t('about')}
      footer={
        state !== null && state.troubles.length > 0 ? (
          <Button onClick={() => change({ ...state, troubles: [] })}>{t('calm')}</Button>
        ) : undefined
      }
    >
      <output className={failure === null ? 'sr-only' : 'mb-3 block text-bad'}>{failure}</output>
      {state === null ? (
        failedReads.length === 0 && <p className="text-ink-3">{t('loading')}</p>
      ) : (
        <div className="flex flex-col gap-4">
          <Switch
            label={t('viewers.label')}
            hint={t('viewers.hint')}
            checked={state.viewers}
            onChange={(viewers) => change({ ...state, viewers })}
          />
          <h3 className="border-t border-line pt-4 font-semibold text-ink-2">{t('troubles')}</h3>
          {sandboxTroubleSchema.options.map((trouble) => (
            <Switch
              key={trouble}
              label={t(`${trouble}.label`)}
              hint={t(`${trouble}.hint`)}
              checked={state.troubles.includes(trouble)}
              onChange={(on) => toggle(trouble, on)}
            />
          ))}
        </div>
      )}
    </Dialog>
  )
}

/**
 * Loads the faults that the sandbox plays, while `open` is true. A change is shown at once. If the server refuses it,
 * the state is loaded again.
 */
export function useSandbox(open: boolean) {
  const explain = useExplain()
  const [state, setState] = useState<SandboxState | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  /** Increases with every request, so that a late answer to an older one is dropped. */
  const requests = useRef(0)
  const load = useCallback((why: string | null) => {
    const mine = ++requests.current
    const read = async () => {
      try {
        const found = await client.sandbox.get()
        if (mine === requests.current) setState(found)
      } catch (error) {
        // The change was refused, so show what the sandbox still plays.
        if (mine === requests.current) setState(null)
        throw error
      } finally {
        if (mine === requests.current) setFailure(why)
      }
    }
    trackedRequest('sandbox', read)()
  }, [])
  useEffect(() => {
    if (open) load(null)
  }, [open, load])
  const change = async (next: SandboxState) => {
    const mine = ++requests.current
    setState(next)
    setFailure(null)
    try {
      const played = await client.sandbox.set(next)
      if (mine === requests.current) setState(played)
    } catch (error) {
      if (mine === requests.current) load(explain(error))
    }
  }
  return { state, failure, change: (next: SandboxState) => void change(next) }
}
