import { dynamicKey } from '../../i18n/keys.ts'
import { useState } from 'react'
import type { Viewer } from '../../../shared/contract/people.ts'
import { useAccountWarning } from '../../i18n/account-warning.ts'
import { useFieldProblem } from '../../i18n/field-problem.ts'
import { useTranslate } from '../../i18n/translate.ts'
import { Select } from '../../ui/Select.tsx'
import { TextField, type TextFieldProps } from '../../ui/TextField.tsx'
import { draftOf, peopleWith, typeName, type ViewerField, type ViewerProblems } from './viewer-draft.ts'
import { usePeople } from './store.ts'
import { useSavePeople } from './edit-people.ts'

/** The id of the form. Its buttons are in the dialog's footer and refer to it by this id. */
export const viewerForm = 'people-viewer'

/** Renders the form of one test viewer: a name, and an id at each vendor that the room uses. */
export function ViewerForm({ viewer, onDone }: { viewer: Viewer | null; onDone: () => void }) {
  const t = useTranslate('people')
  const app = useTranslate('app')
  const problem = useFieldProblem()
  const warning = useAccountWarning()
  const save = useSavePeople()
  const people = usePeople((state) => state.people)!
  const [draft, setDraft] = useState(() => draftOf(viewer, people.room))
  const [problems, setProblems] = useState<ViewerProblems>({})
  const [id] = useState(() => viewer?.id ?? crypto.randomUUID())
  const fallback = String(people.viewers.length + 1)

  const change = (field: ViewerField, value: string) => {
    setDraft((before) =>
      field === 'name' ? typeName(before, value, people.room, fallback) : { ...before, [field]: value },
    )
    setProblems((before) => ({ ...before, [field]: undefined }))
  }
  const field = (name: Exclude<ViewerField, 'sex'>, more: Partial<TextFieldProps> = {}) => {
    const wrong = problems[name]
    const hint = t(dynamicKey<'people'>(`field.${name}Hint`), { defaultValue: '' })
    return (
      <TextField
        label={t(`field.${name}`)}
        hint={hint === '' ? undefined : hint}
        error={wrong === undefined ? undefined : problem(wrong)}
        autoComplete="off"
        spellCheck={false}
        value={draft[name]}
        onChange={(value) => change(name, value)}
        {...more}
      />
    )
  }
  const submit = () => {
    const made = peopleWith(people, draft, id)
    if ('problems' in made) return setProblems(made.problems)
    save(made.people)
    onDone()
  }
  const showTencent = people.room.tencent !== undefined || viewer?.tencentId !== undefined
  const showZego = people.room.zego !== undefined || viewer?.zego !== undefined
  return (
    <form
      id={viewerForm}
      noValidate
      autoComplete="off"
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <div className="grid grid-cols-[minmax(0,1fr)_minmax(0,96px)] gap-3">
        {field('name', { ref: focusField })}
        {field('avatar')}
      </div>
      {showTencent && (
        <fieldset className="min-w-0 rounded-m border border-line p-3">
          <legend className="px-1 font-semibold text-ink">{app('vendor.tencent')}</legend>
          {field('tencentId', { warning: warning(draft.tencentId) })}
        </fieldset>
      )}
      {showZego && (
        <fieldset className="flex min-w-0 flex-col gap-3 rounded-m border border-line p-3">
          <legend className="px-1 font-semibold text-ink">{app('vendor.zego')}</legend>
          <div className="grid gap-3 cockpit:grid-cols-2">
            {field('zegoId')}
            {field('nickname')}
          </div>
          {field('picture', { type: 'url', placeholder: 'https://example.com/viewer.png' })}
          <Select
            label={t('field.sex')}
            value={draft.sex === '' ? 'none' : draft.sex}
            options={(['none', '1', '2'] as const).map((value) => ({ value, label: t(`sex.${value}`) }))}
            onChange={(value) => change('sex', value === 'none' ? '' : value)}
          />
        </fieldset>
      )}
    </form>
  )
}

/** Focuses the first field when the form replaces the list. */
const focusField = (input: HTMLInputElement | null) => input?.focus()
