import { Segmented } from '../../ui/Segmented.tsx'

interface LabelledChoiceProps<Value extends string> {
  label: string
  value: Value
  options: readonly { value: Value; label: string }[]
  onChange: (value: Value) => void
}

/** One of a few with its name above, as the fields beside it have theirs. */
export const LabelledChoice = <Value extends string>({
  label,
  value,
  options,
  onChange,
}: LabelledChoiceProps<Value>) => (
  <div className="flex min-w-0 flex-col gap-1">
    <span aria-hidden className="text-ink-2">
      {label}
    </span>
    <Segmented label={label} value={value} options={options} onChange={onChange} />
  </div>
)
