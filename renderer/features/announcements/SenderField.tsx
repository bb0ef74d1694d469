import { useAccountWarning } from '../../i18n/account-warning.ts'
import { useWords } from '../../i18n/words.ts'
import { TextField } from '../../ui/TextField.tsx'
import { useHostId } from './current-values.ts'
import { changeDraft, useDraft } from './draft.ts'

/** Blank = the room's receiver, who is the host. */
export function SenderField({ error }: { error: string | undefined }) {
  const words = useWords('announcements')
  const from = useDraft((draft) => draft.from)
  const host = useHostId()
  const warning = useAccountWarning()(from)
  const hidden = (said: string | undefined) =>
    said === undefined ? undefined : <span className="sr-only">{said}</span>
  return (
    <div className="flex min-w-0 items-center gap-1.5">
      <span aria-hidden className="shrink-0 text-ink-3">
        {words('as')}
      </span>
      <TextField
        label={words('from')}
        labelHidden
        placeholder={host ?? words('host')}
        title={error ?? warning}
        spellCheck={false}
        value={from}
        error={hidden(error)}
        warning={hidden(warning)}
        onChange={(next) => changeDraft({ from: next })}
        className="w-28"
      />
    </div>
  )
}
