import { Plus, X } from 'lucide-react'
import { useWords } from '../../i18n/words.ts'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { type GoalDraft, newMark } from './goal-draft.ts'

type Segments = GoalDraft['segments']

interface SegmentFieldsProps {
  segments: Segments
  wrong: (place: number) => string | undefined
  onChange: (segments: Segments) => void
}

const most = 10

/** Marks on the way to the target. */
export function SegmentFields({ segments, wrong, onChange }: SegmentFieldsProps) {
  const words = useWords('goals')
  const change = (place: number, next: Partial<Segments[number]>) =>
    onChange(segments.map((segment, index) => (index === place ? { ...segment, ...next } : segment)))
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="mb-1 text-ink-2">{words('marks')}</legend>
      {segments.map((segment, place) => (
        <div key={segment.id} className="flex items-start gap-2">
          <TextField
            label={words('markAt', { place: place + 1 })}
            labelHidden
            inputMode="numeric"
            placeholder={words('markAtPlaceholder')}
            value={segment.at}
            error={wrong(place)}
            className="w-28"
            onChange={(at) => change(place, { at })}
          />
          <TextField
            label={words('markLabel', { place: place + 1 })}
            labelHidden
            placeholder={words('markLabelPlaceholder')}
            maxLength={40}
            value={segment.label}
            className="flex-1"
            onChange={(label) => change(place, { label })}
          />
          <IconButton
            label={words('markRemove', { place: place + 1 })}
            icon={<X />}
            className="mt-0.5"
            onClick={() => onChange(segments.filter((_, index) => index !== place))}
          />
        </div>
      ))}
      {segments.length < most && (
        <Button look="quiet" size="s" className="-ml-2 self-start" onClick={() => onChange([...segments, newMark()])}>
          <Plus aria-hidden />
          {words('markAdd')}
        </Button>
      )}
    </fieldset>
  )
}
