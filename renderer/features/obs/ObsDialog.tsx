import { useEffect, useState } from 'react'
import type { Obs } from '../../../shared/contract/obs.ts'
import { useExplain } from '../../platform/explain-failure.ts'
import { fieldIssues } from '../../platform/field-issues.ts'
import type { OpenProps } from '../../platform/lazy.tsx'
import { useFailedReads } from '../../platform/requests.ts'
import { useFieldProblem } from '../../i18n/field-problem.ts'
import { useTranslate } from '../../i18n/translate.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Summary } from '../../ui/Summary.tsx'
import { Switch } from '../../ui/Switch.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { ObsState } from './ObsState.tsx'
import { PasswordField } from './PasswordField.tsx'
import { obs as resource, saveObs, type ObsChange } from './store.ts'

/** Renders the connection to OBS: whether it is on, where OBS answers, its password and its state. */
export function ObsDialog({ open, onOpenChange }: OpenProps) {
  const t = useTranslate('obs')
  const [isTyped, setTyped] = useState(false)
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      failedReads={useFailedReads('obs')}
      title={t('title')}
      description={t('about')}
      isChanged={isTyped}
    >
      <Content onTyped={setTyped} />
    </Dialog>
  )
}

interface TypedProps {
  /** The form holds text that is not saved, or no longer. */
  onTyped: (isTyped: boolean) => void
}

function Content({ onTyped }: TypedProps) {
  const { obs } = resource.use()
  resource.useLoaded()
  return (
    obs !== null && (
      <div className="flex flex-col gap-4">
        <ObsForm obs={obs} onTyped={onTyped} />
        <WhereInObs />
        <Uninstall />
      </div>
    )
  )
}

function ObsForm({ obs, onTyped }: TypedProps & { obs: Obs }) {
  const t = useTranslate('obs')
  const { draft, setDraft, problems, failure, busy, save } = useObsDraft(obs)
  const address = draft.address ?? obs.address
  const isChanged = address.trim() !== obs.address || draft.password !== null
  useEffect(() => {
    onTyped(isChanged)
    return () => onTyped(false)
  }, [isChanged, onTyped])
  return (
    <form
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        void save(obs.enabled)
      }}
    >
      <Switch
        label={t('enabled')}
        hint={t('enabledHint')}
        checked={obs.enabled}
        disabled={busy}
        onChange={(enabled) => void save(enabled)}
      />
      <ObsState obs={obs} />
      <div className="grid items-start gap-3 cockpit:grid-cols-2">
        <TextField
          label={t('address')}
          hint={t('addressHint')}
          autoComplete="off"
          spellCheck={false}
          value={address}
          error={problems['address']}
          onChange={(address) => setDraft({ ...draft, address })}
        />
        <PasswordField
          isStored={obs.hasPassword}
          value={draft.password}
          error={problems['password']}
          onChange={(password) => setDraft({ ...draft, password })}
          onRemove={() => void save(obs.enabled, '')}
        />
      </div>
      {failure !== null && (
        <p role="alert" className="text-bad">
          {failure}
        </p>
      )}
      <Button
        type="submit"
        variant={isChanged ? 'accent' : 'plain'}
        className="self-start"
        disabled={busy || (!isChanged && !obs.enabled)}
      >
        {t(obs.enabled ? (isChanged ? 'saveAndConnect' : 'connectAgain') : 'save')}
      </Button>
    </form>
  )
}

interface ObsDraft {
  /** Null until the host types one. */
  address: string | null
  /** Null while the stored password is kept. */
  password: string | null
}

const unchanged: ObsDraft = { address: null, password: null }

/** Holds what the host has typed, and saves it together with the switch. */
function useObsDraft({ hasPassword }: Obs) {
  const explain = useExplain()
  const problem = useFieldProblem()
  const [draft, setDraft] = useState(unchanged)
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({})
  const [failure, setFailure] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)

  const save = async (enabled: boolean, password = draft.password) => {
    // An empty field beside no stored password changes nothing.
    const isTyped = password !== null && (password !== '' || hasPassword)
    const { address } = draft
    const change: ObsChange = { enabled, ...(address !== null && { address }), ...(isTyped && { password }) }
    setBusy(true)
    setFailure(null)
    setProblems({})
    try {
      await saveObs(change)
      setDraft(unchanged)
    } catch (error) {
      const issues = fieldIssues(error)
      if (issues === null) setFailure(explain(error))
      else setProblems(Object.fromEntries(Object.entries(issues).map(([field, text]) => [field, problem(text)])))
    } finally {
      setBusy(false)
    }
  }
  const change = (next: ObsDraft) => {
    setDraft(next)
    setProblems({})
  }
  return { draft, setDraft: change, problems, failure, busy, save }
}

const steps = ['menu', 'enable', 'info', 'paste'] as const

function WhereInObs() {
  const t = useTranslate('obs')
  return (
    <details className="group">
      <Summary className="text-ink-2">{t('where.title')}</Summary>
      <ol className="mt-1 ml-9 flex list-decimal flex-col gap-1 text-ink-2">
        {steps.map((step) => (
          <li key={step}>{t(`where.${step}`)}</li>
        ))}
      </ol>
    </details>
  )
}

function Uninstall() {
  const t = useTranslate('obs')
  return (
    <details className="group">
      <Summary className="text-ink-2">{t('uninstall.title')}</Summary>
      <p className="mt-1 ml-5 text-pretty text-ink-2">{t('uninstall.text')}</p>
    </details>
  )
}
