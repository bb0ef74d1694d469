import { useId } from 'react'
import type { KeyboardEvent } from 'react'

interface SegmentedProps<Value extends string> {
  label: string
  value: Value
  options: readonly { value: Value; label: string }[]
  onChange: (value: Value) => void
  className?: string
}

/** Enter belongs to the choice, which is made already; it sends no form. */
const keepEnter = (event: KeyboardEvent) => {
  if (event.key === 'Enter') event.preventDefault()
}

/**
 * One of a few, all in sight. The browser's own radios: an arrow chooses at once, so what is pressed right after it, on however
 * busy a page, meets the new choice. A choice begins with a capital, also where its word stands small in a sentence.
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
            onChange={() => onChange(option.value)}
            onKeyDown={keepEnter}
            className="absolute inset-0 size-full cursor-pointer opacity-0"
          />
          <span className="min-w-0 max-w-full break-words first-letter:uppercase">{option.label}</span>
        </label>
      ))}
    </div>
  )
}
