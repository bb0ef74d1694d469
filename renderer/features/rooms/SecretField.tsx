import { dynamicKey } from '../../i18n/keys.ts'
import { dayMs } from '../../../shared/domain/time.ts'
import { useState, type ComponentProps } from 'react'
import { useAgo } from '../../i18n/relative-time.ts'
import { useTranslate } from '../../i18n/translate.ts'
import { Button } from '../../ui/Button.tsx'
import { WriteOnlySecret } from '../../ui/WriteOnlySecret.tsx'
import { useNow } from '../../ui/use-now.ts'
import {
  type StoredSecret,
  typeField,
  useRoomDraft,
  type SecretField as SecretPath,
  accountFields,
  type FieldPath,
} from './draft.ts'
import { useAccountWarning } from '../../i18n/account-warning.ts'
import { useFieldProblem } from '../../i18n/field-problem.ts'
import { TextField } from '../../ui/TextField.tsx'

/** Renders the field for a secret. Of a stored secret it shows the kind and date only, with a Replace button. */
export function SecretField({ path, stored }: { path: SecretPath; stored: StoredSecret | null }) {
  const t = useTranslate('rooms')
  const [replacing, setReplacing] = useState(false)
  if (stored !== null && !replacing) return <Stored path={path} stored={stored} onReplace={() => setReplacing(true)} />
  const keep = () => {
    typeField(path, '')
    setReplacing(false)
  }
  return (
    <div className="flex items-start gap-2">
      <RoomField
        path={path}
        type="password"
        autoComplete="new-password"
        className="flex-1"
        ref={replacing ? focusField : null}
      />
      {replacing && (
        <Button variant="quiet" className="mt-6" onClick={keep}>
          {t('secret.keep')}
        </Button>
      )}
    </div>
  )
}

/** A stored UserSig that expires within this time is shown with a warning, so that the host makes a new one. */
const soonMs = 1 * dayMs

/** Focuses the field that has replaced the pressed Replace button. */
const focusField = (input: HTMLInputElement | null) => input?.focus()

interface StoredProps {
  path: SecretPath
  stored: StoredSecret
  onReplace: () => void
}

function Stored({ path, stored, onReplace }: StoredProps) {
  const t = useTranslate('rooms')
  const { ago, isPast } = useAgo()
  const label = t(dynamicKey<'rooms'>(`field.${path.split('.')[0]}.${stored.kind}.label`))
  const expired = stored.expiresAt !== undefined && isPast(stored.expiresAt)
  const now = useNow(null)
  const soon = stored.expiresAt !== undefined && Date.parse(stored.expiresAt) - now < soonMs
  return (
    <WriteOnlySecret label={label} about={t('secret.set', { ago: ago(stored.setAt) })}>
      {stored.expiresAt !== undefined && (
        <span className={expired ? 'text-bad' : soon ? 'text-warn' : 'text-ink-3'}>
          {t(expired ? 'secret.expired' : 'secret.expires', { ago: ago(stored.expiresAt) })}
        </span>
      )}
      <Button size="s" aria-label={t('secret.replaceOf', { secret: label })} onClick={onReplace}>
        {t('secret.replace')}
      </Button>
    </WriteOnlySecret>
  )
}

interface RoomFieldProps extends Omit<ComponentProps<typeof TextField>, 'label' | 'value' | 'onChange' | 'error'> {
  path: FieldPath
  label?: string
}

/** Renders one text field. Its label and hint are translations; its value and error come from the draft. */
export function RoomField({ path, label, ...rest }: RoomFieldProps) {
  const t = useTranslate('rooms')
  const problem = useFieldProblem()
  const warning = useAccountWarning()
  const value = useRoomDraft((draft) => draft.fields[path])
  const message = useRoomDraft((draft) => draft.problems[path])
  const hint = t(dynamicKey<'rooms'>(`field.${path}.hint`), { defaultValue: '' })
  return (
    <TextField
      label={label ?? t(dynamicKey<'rooms'>(`field.${path}.label`))}
      hint={hint === '' ? undefined : hint}
      error={message === undefined ? undefined : problem(message)}
      warning={accountFields.has(path) ? warning(value) : undefined}
      autoComplete="off"
      spellCheck={false}
      value={value}
      onChange={(next) => typeField(path, next)}
      {...rest}
    />
  )
}
