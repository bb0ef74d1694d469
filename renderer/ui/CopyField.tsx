import { useTranslate } from '../i18n/translate.ts'
import { Button } from './Button.tsx'
import { TextField } from './TextField.tsx'
import { tell } from './toasts.ts'

/** Renders a text that is shown once, with a button that copies it. */
export function CopyField({ label, value }: { label: string; value: string }) {
  const t = useTranslate('dialogs')
  const copy = () =>
    navigator.clipboard.writeText(value).then(
      () => tell(t('copied'), 'ok'),
      () => tell(t('notCopied'), 'bad'),
    )
  return (
    <div className="flex items-end gap-2">
      <TextField
        label={label}
        value={value}
        readOnly
        className="min-w-0 flex-1"
        onFocus={({ currentTarget }) => currentTarget.select()}
        onChange={() => undefined}
      />
      <Button aria-label={`${t('copy')}: ${label}`} onClick={() => void copy()}>
        {t('copy')}
      </Button>
    </div>
  )
}
