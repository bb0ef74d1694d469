import { useTranslate } from '../../i18n/translate.ts'
import { Button } from '../../ui/Button.tsx'
import { WriteOnlySecret } from '../../ui/WriteOnlySecret.tsx'
import { TextField } from '../../ui/TextField.tsx'

interface PasswordFieldProps {
  isStored: boolean
  /** Null while the stored password is kept. */
  value: string | null
  error: string | undefined
  onChange: (value: string | null) => void
  onRemove: () => void
}

/** Renders the field of OBS's password. A stored password is never shown; it is kept, replaced or removed. */
export function PasswordField({ isStored, value, error, onChange, onRemove }: PasswordFieldProps) {
  const t = useTranslate('obs')
  if (isStored && value === null)
    return (
      <WriteOnlySecret label={t('password')} about={t('stored')}>
        <span className="flex gap-1">
          <Button size="s" aria-label={t('replaceOf')} onClick={() => onChange('')}>
            {t('replace')}
          </Button>
          <Button size="s" variant="quiet" aria-label={t('removeOf')} onClick={onRemove}>
            {t('remove')}
          </Button>
        </span>
      </WriteOnlySecret>
    )
  return (
    <div className="flex items-start gap-2">
      <TextField
        label={t('password')}
        hint={t('passwordHint')}
        type="password"
        autoComplete="new-password"
        value={value ?? ''}
        error={error}
        className="flex-1"
        ref={isStored ? focusField : null}
        onChange={onChange}
      />
      {isStored && (
        <Button variant="quiet" className="mt-6" onClick={() => onChange(null)}>
          {t('keep')}
        </Button>
      )}
    </div>
  )
}

/** Focuses the field that has replaced the pressed Replace button. */
const focusField = (input: HTMLInputElement | null) => input?.focus()
