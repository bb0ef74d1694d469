import { useId, type ComponentProps, type ReactNode } from 'react'

type Native = Omit<ComponentProps<'textarea'>, keyof FieldProps | 'value' | 'onChange'>

interface TextAreaProps extends FieldProps, Native {
  value: string
  onChange: (value: string) => void
}

export function TextArea({ label, labelHidden, hint, error, warning, className, onChange, ...rest }: TextAreaProps) {
  const id = useId()
  const field = { label, labelHidden: labelHidden ?? false, hint, error, warning, className }
  const { className: variant, ...links } = controlProps(id, field)
  return (
    <Field id={id} {...field}>
      <textarea
        className={`min-h-8 resize-none py-1.5 ${variant}`}
        onChange={(event) => onChange(event.target.value)}
        {...rest}
        {...links}
      />
    </Field>
  )
}

/** The properties that every field has, whatever its control is. */
export interface FieldProps {
  label: string
  /** True if only screen readers get the label, because the field's position explains it. */
  labelHidden?: boolean
  hint?: ReactNode
  /** Shown at the field in place of the hint. */
  error?: ReactNode
  /** Shown in place of the hint for input that is unusual but accepted. */
  warning?: ReactNode
  className?: string | undefined
}

const variant = [
  'w-full rounded-m border bg-raised px-2 text-small text-ink transition-colors duration-150 placeholder:text-ellipsis placeholder:text-ink-3',
  'focus-visible:outline-offset-0 disabled:opacity-50',
].join(' ')

/** Returns the style of a field's control, and the attributes that link the control to its label and note. */
export const controlProps = (id: string, { hint, error, warning }: FieldProps) => ({
  id,
  'aria-invalid': error !== undefined,
  'aria-describedby': (error ?? warning ?? hint) === undefined ? undefined : `${id}-note`,
  className: `${variant} ${error === undefined ? 'border-line hover:border-line-strong' : 'border-bad'}`,
})

export const Field = ({
  id,
  label,
  labelHidden = false,
  hint,
  error,
  warning,
  className,
  children,
}: FieldProps & { id: string; children: ReactNode }) => (
  <div className={`flex min-w-0 flex-col gap-1 ${className ?? ''}`}>
    <label htmlFor={id} className={labelHidden ? 'sr-only' : 'text-ink-2'}>
      {label}
    </label>
    {children}
    {(error ?? warning ?? hint) !== undefined && (
      <p
        id={`${id}-note`}
        className={error !== undefined ? 'text-bad' : warning !== undefined ? 'text-warn' : 'text-ink-3'}
      >
        {error ?? warning ?? hint}
      </p>
    )}
  </div>
)
