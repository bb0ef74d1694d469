import { Check, ChevronDown } from 'lucide-react'
import { Select as Radix } from 'radix-ui'
import { useId } from 'react'
import { styleNonce } from './nonce.ts'

interface SelectProps<Value extends string> {
  label: string
  labelHidden?: boolean
  value: Value
  options: readonly { value: Value; label: string }[]
  onChange: (value: Value) => void
  disabled?: boolean
  className?: string
}

export function Select<Value extends string>(props: SelectProps<Value>) {
  const { label, labelHidden = false, value, options, onChange, disabled, className } = props
  const id = useId()
  return (
    <div className={`flex min-w-0 flex-col gap-1 ${className ?? ''}`}>
      <span id={id} className={labelHidden ? 'sr-only' : 'text-small text-ink-2'}>
        {label}
      </span>
      {/* The cast is safe: Radix returns one of the given values. */}
      <Radix.Root value={value} onValueChange={(next) => onChange(next as Value)} disabled={disabled}>
        <Radix.Trigger
          aria-labelledby={id}
          className="flex h-8 min-w-0 items-center justify-between gap-2 rounded-m border border-line bg-raised px-2 text-ink hover:border-line-strong disabled:opacity-50"
        >
          <span className="truncate">
            <Radix.Value />
          </span>
          <ChevronDown className="size-4 shrink-0 text-ink-3" aria-hidden />
        </Radix.Trigger>
        <Radix.Portal>
          <Radix.Content
            position="popper"
            sideOffset={4}
            collisionPadding={8}
            className="z-50 max-h-80 min-w-(--radix-select-trigger-width) animate-appear overflow-hidden rounded-m bg-panel shadow-float"
          >
            <Radix.Viewport nonce={styleNonce()} className="p-1">
              {options.map((option) => (
                <Radix.Item
                  key={option.value}
                  value={option.value}
                  className="flex h-8 items-center justify-between gap-3 rounded-s px-2 outline-none data-highlighted:bg-hover"
                >
                  <Radix.ItemText>{option.label}</Radix.ItemText>
                  <Radix.ItemIndicator>
                    <Check className="size-4 text-accent-text" aria-hidden />
                  </Radix.ItemIndicator>
                </Radix.Item>
              ))}
            </Radix.Viewport>
          </Radix.Content>
        </Radix.Portal>
      </Radix.Root>
    </div>
  )
}
