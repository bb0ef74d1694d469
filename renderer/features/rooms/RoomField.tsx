import type { ComponentProps } from 'react'
import { useAccountWarning } from '../../i18n/account-warning.ts'
import { useFieldProblem } from '../../i18n/field-problem.ts'
import { useWords } from '../../i18n/words.ts'
import { TextField } from '../../ui/TextField.tsx'
import { typeField, useRoomDraft } from './draft.ts'
import { accountFields, type FieldPath } from './fields.ts'

interface RoomFieldProps extends Omit<ComponentProps<typeof TextField>, 'label' | 'value' | 'onChange' | 'error'> {
  path: FieldPath
  label?: string
}

/** One text of the form: its label and hint come from the catalogue, its value and problem from the draft. */
export function RoomField({ path, label, ...rest }: RoomFieldProps) {
  const words = useWords('rooms')
  const problem = useFieldProblem()
  const warning = useAccountWarning()
  const value = useRoomDraft((draft) => draft.fields[path])
  const message = useRoomDraft((draft) => draft.problems[path])
  const hint = words(`field.${path}.hint`, { defaultValue: '' })
  return (
    <TextField
      label={label ?? words(`field.${path}.label`)}
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
