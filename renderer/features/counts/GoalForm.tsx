import { useFieldProblem } from '../../i18n/field-problem.ts'
import { useTranslate } from '../../i18n/translate.ts'
import { Select } from '../../ui/Select.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { type GoalDraft, newKeyStatus } from './goal-draft.ts'
import { useReceiverNames } from './receivers.ts'
import { LabelledChoice } from '../../ui/Segmented.tsx'
import { useRoomReadings } from './room-readings.ts'
import { ViewersChoice } from './ViewersChoice.tsx'
import { readingOf } from '../../../shared/domain/goals.ts'
import { Plus, X } from 'lucide-react'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'

interface GoalFormProps {
  draft: GoalDraft
  /** The contract's error messages, by field. */
  problems: Readonly<Record<string, string>>
  onChange: (next: Partial<GoalDraft>) => void
}

export function GoalForm({ draft, problems, onChange }: GoalFormProps) {
  const t = useTranslate('goals')
  const problem = useFieldProblem()
  const receivers = useReceiverNames((state) => state.receivers) ?? []
  const readings = useRoomReadings()
  const wrong = (path: string) => (problems[path] === undefined ? undefined : problem(problems[path]))
  return (
    <div className="flex flex-col gap-3">
      <TextField
        label={t('name')}
        placeholder={t('untitled')}
        maxLength={60}
        value={draft.title}
        error={wrong('title')}
        onChange={(title) => onChange({ title })}
      />
      <div className="grid items-start gap-3 cockpit:grid-cols-2">
        <TextField
          label={t('target')}
          inputMode="numeric"
          ref={focusTarget}
          value={draft.target}
          error={wrong('target')}
          onChange={(target) => onChange({ target })}
        />
        <LabelledChoice
          label={t('measure')}
          value={draft.measure}
          options={[
            { value: 'gifts', label: t('gifts') },
            { value: 'coins', label: t('coins') },
          ]}
          onChange={(measure) => onChange({ measure })}
        />
        <LabelledChoice
          label={t('from')}
          value={draft.from}
          options={[
            { value: 'session', label: t('fromSession') },
            { value: 'total', label: t('fromTotal') },
          ]}
          onChange={(from) => onChange({ from })}
        />
        <ViewersChoice
          value={draft.count}
          measured={draft}
          reading={readingOf(draft.receiver === '' ? {} : draft, readings)}
          onChange={(count) => onChange({ count })}
        />
        <TextField
          label={t('deadline')}
          type="datetime-local"
          value={draft.deadline}
          error={wrong('deadline')}
          onChange={(deadline) => onChange({ deadline })}
        />
        {receivers.length > 1 && (
          <Select
            label={t('receiver')}
            value={draft.receiver === '' ? receivers[0]! : draft.receiver}
            options={[...new Set([...receivers, draft.receiver])]
              .filter((receiver) => receiver !== '')
              .map((receiver) => ({ value: receiver, label: receiver }))}
            // Store the room's own receiver as "no receiver", so that the goal follows when the room's receiver
            // changes.
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

/** Focuses the target, the most important field. Otherwise the dialog would focus its Close button. */
const focusTarget = (input: HTMLInputElement | null) => input?.select()

type Segments = GoalDraft['segments']

interface SegmentFieldsProps {
  segments: Segments
  wrong: (place: number) => string | undefined
  onChange: (segments: Segments) => void
}

const most = 10

/** Renders the fields of the milestones on the way to the target. */
function SegmentFields({ segments, wrong, onChange }: SegmentFieldsProps) {
  const t = useTranslate('goals')
  const change = (place: number, next: Partial<Segments[number]>) =>
    onChange(segments.map((segment, index) => (index === place ? { ...segment, ...next } : segment)))
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="mb-1 text-ink-2">{t('marks')}</legend>
      {segments.map((segment, place) => (
        <div key={segment.id} className="flex items-start gap-2">
          <TextField
            label={t('markAt', { place: place + 1 })}
            labelHidden
            inputMode="numeric"
            placeholder={t('markAtPlaceholder')}
            value={segment.at}
            error={wrong(place)}
            className="w-28"
            onChange={(at) => change(place, { at })}
          />
          <TextField
            label={t('markLabel', { place: place + 1 })}
            labelHidden
            placeholder={t('markLabelPlaceholder')}
            maxLength={40}
            value={segment.label}
            className="flex-1"
            onChange={(label) => change(place, { label })}
          />
          <IconButton
            label={t('markRemove', { place: place + 1 })}
            icon={<X />}
            className="mt-0.5"
            onClick={() => onChange(segments.filter((_, index) => index !== place))}
          />
        </div>
      ))}
      {segments.length < most && (
        <Button
          variant="quiet"
          size="s"
          className="-ml-2 self-start"
          onClick={() => onChange([...segments, newKeyStatus()])}
        >
          <Plus aria-hidden />
          {t('markAdd')}
        </Button>
      )}
    </fieldset>
  )
}
