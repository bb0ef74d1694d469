import { useId } from 'react'
import type { ComponentProps } from 'react'
import { Field, controlProps } from './Field.tsx'
import type { FieldProps } from './Field.tsx'

type Native = Omit<ComponentProps<'textarea'>, keyof FieldProps | 'value' | 'onChange'>

export interface TextAreaProps extends FieldProps, Native {
  value: string
  onChange: (value: string) => void
}

export function TextArea({ label, labelHidden, hint, error, warning, className, onChange, ...rest }: TextAreaProps) {
  const id = useId()
  const field = { label, labelHidden: labelHidden ?? false, hint, error, warning, className }
  const { className: look, ...links } = controlProps(id, field)
  return (
    <Field id={id} {...field}>
      <textarea
        className={`min-h-8 resize-none py-1.5 ${look}`}
        onChange={(event) => onChange(event.target.value)}
        {...rest}
        {...links}
      />
    </Field>
  )
}
