import { ToggleGroup } from 'radix-ui'

interface SegmentedProps<Value extends string> {
  label: string
  value: Value
  options: readonly { value: Value; label: string }[]
  onChange: (value: Value) => void
  className?: string
}

/** One of a few, all in sight. A choice begins with a capital, also where its word stands small in a sentence. */
export function Segmented<Value extends string>({ label, value, options, onChange, className }: SegmentedProps<Value>) {
  return (
    <ToggleGroup.Root
      type="single"
      aria-label={label}
      value={value}
      // Radix answers '' when the chosen one is pressed again; one is always chosen here.
      onValueChange={(next) => next !== '' && onChange(next as Value)}
      className={`grid auto-cols-fr grid-flow-col rounded-m bg-ground p-0.5 in-data-[contrast=high]:ring-1 in-data-[contrast=high]:ring-line ${className ?? ''}`}
    >
      {options.map((option) => (
        <ToggleGroup.Item
          key={option.value}
          value={option.value}
          className={[
            'min-h-7 min-w-10 rounded-s px-2 break-words text-ink-2 first-letter:uppercase transition-colors duration-150 hover:text-ink',
            'data-[state=on]:bg-chosen data-[state=on]:font-semibold data-[state=on]:text-ink data-[state=on]:shadow-raised',
          ].join(' ')}
        >
          {option.label}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  )
}
