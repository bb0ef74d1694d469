import { useId } from 'react'
import type { KeyboardEvent } from 'react'

interface SegmentedProps<Value extends string> {
  label: string
  value: Value
  options: readonly { value: Value; label: string; disabled?: boolean }[]
  onChange: (value: Value) => void
  className?: string
}

/** Prevents that Enter in this group submits the form. */
const keepEnter = (event: KeyboardEvent) => {
  if (event.key === 'Enter') event.preventDefault()
}

/**
 * Renders a choice of a few options, all visible. It uses native radio buttons: an arrow key selects at once, so the
 * next key press starts from the new choice, even on a busy page. CSS capitalizes the first letter of each label.
 */
export function Segmented<Value extends string>({ label, value, options, onChange, className }: SegmentedProps<Value>) {
  const name = useId()
  return (
    <div
      role="radiogroup"
      aria-label={label}
      className={`grid auto-cols-fr grid-flow-col rounded-m bg-ground p-0.5 in-data-[contrast=high]:ring-1 in-data-[contrast=high]:ring-line ${className ?? ''}`}
    >
      {options.map((option) => (
        <label
          key={option.value}
          className={[
            'relative grid min-h-7 min-w-10 cursor-pointer place-items-center rounded-s px-2 text-center text-ink-2 outline-focus transition-colors duration-150 hover:text-ink',
            'has-checked:bg-chosen has-checked:font-semibold has-checked:text-ink has-checked:shadow-raised has-focus-visible:outline-2 in-data-[contrast=high]:has-focus-visible:outline-3',
          ].join(' ')}
        >
          <input
            type="radio"
            name={name}
            checked={option.value === value}
            disabled={option.disabled}
            onChange={() => onChange(option.value)}
            onKeyDown={keepEnter}
            className="absolute inset-0 size-full cursor-pointer opacity-0 disabled:cursor-not-allowed"
          />
          <span
            className={`min-w-0 max-w-full break-words first-letter:uppercase ${option.disabled === true ? 'opacity-50' : ''}`}
          >
            {option.label}
          </span>
        </label>
      ))}
    </div>
  )
}

interface LabelledChoiceProps<Value extends string> extends Omit<SegmentedProps<Value>, 'className'> {
  hint?: string | undefined
}

/** Renders a choice with its label above, like the fields beside it. */
export const LabelledChoice = <Value extends string>({ hint, ...choice }: LabelledChoiceProps<Value>) => (
  <div className="flex min-w-0 flex-col gap-1">
    <span aria-hidden className="text-ink-2">
      {choice.label}
    </span>
    <Segmented {...choice} />
    {hint !== undefined && <p className="text-ink-3">{hint}</p>}
  </div>
)
