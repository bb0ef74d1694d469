import { useFieldProblem } from '../../i18n/field-problem.ts'
import { useWords } from '../../i18n/words.ts'
import { Select } from '../../ui/Select.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { LabelledChoice } from './LabelledChoice.tsx'
import { SegmentFields } from './SegmentFields.tsx'
import type { GoalDraft } from './goal-draft.ts'
import { useReceiverNames } from './receivers.ts'

interface GoalFormProps {
  draft: GoalDraft
  /** The contract's messages, by field. */
  problems: Readonly<Record<string, string>>
  onChange: (next: Partial<GoalDraft>) => void
}

export function GoalForm({ draft, problems, onChange }: GoalFormProps) {
  const words = useWords('goals')
  const problem = useFieldProblem()
  const receivers = useReceiverNames((state) => state.receivers) ?? []
  const wrong = (path: string) => (problems[path] === undefined ? undefined : problem(problems[path]))
  return (
    <div className="flex flex-col gap-3">
      <TextField
        label={words('name')}
        placeholder={words('untitled')}
        maxLength={60}
        value={draft.title}
        error={wrong('title')}
        onChange={(title) => onChange({ title })}
      />
      <div className="grid items-start gap-3 cockpit:grid-cols-2">
        <TextField
          label={words('target')}
          inputMode="numeric"
          ref={land}
          value={draft.target}
          error={wrong('target')}
          onChange={(target) => onChange({ target })}
        />
        <LabelledChoice
          label={words('measure')}
          value={draft.measure}
          options={[
            { value: 'gifts', label: words('gifts') },
            { value: 'coins', label: words('coins') },
          ]}
          onChange={(measure) => onChange({ measure })}
        />
        <LabelledChoice
          label={words('from')}
          value={draft.from}
          options={[
            { value: 'session', label: words('fromSession') },
            { value: 'total', label: words('fromTotal') },
          ]}
          onChange={(from) => onChange({ from })}
        />
        <TextField
          label={words('deadline')}
          type="datetime-local"
          value={draft.deadline}
          error={wrong('deadline')}
          onChange={(deadline) => onChange({ deadline })}
        />
        {receivers.length > 1 && (
          <Select
            label={words('receiver')}
            value={draft.receiver === '' ? receivers[0]! : draft.receiver}
            options={[...new Set([...receivers, draft.receiver])]
              .filter((receiver) => receiver !== '')
              .map((receiver) => ({ value: receiver, label: receiver }))}
            // The room's own receiver may change; a goal of the room follows it.
            onChange={(receiver) => onChange({ receiver: receiver === receivers[0] ? '' : receiver })}
          />
        )}
      </div>
      <SegmentFields
        segments={draft.segments}
        wrong={(place) => wrong(`segments.${place}.at`)}
        onChange={(segments) => onChange({ segments })}
      />
    </div>
  )
}

/** The target is what the host came for; without this the focus would start on Close. */
const land = (input: HTMLInputElement | null) => input?.select()
