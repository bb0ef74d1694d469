import { useId, type ComponentProps } from 'react'
import { Field, controlProps, type FieldProps } from './TextArea.tsx'

type Native = Omit<ComponentProps<'input'>, keyof FieldProps | 'value' | 'onChange'>

export interface TextFieldProps extends FieldProps, Native {
  value: string
  onChange: (value: string) => void
}

export function TextField({ label, labelHidden, hint, error, warning, className, onChange, ...rest }: TextFieldProps) {
  const id = useId()
  const field = { label, labelHidden: labelHidden ?? false, hint, error, warning, className }
  const { className: variant, ...links } = controlProps(id, field)
  return (
    <Field id={id} {...field}>
      <input className={`h-8 ${variant}`} onChange={(event) => onChange(event.target.value)} {...rest} {...links} />
    </Field>
  )
}
