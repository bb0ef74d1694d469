import type { ComponentProps } from 'react'

const base = [
  'inline-flex shrink-0 items-center justify-center gap-2 rounded-m font-medium whitespace-nowrap select-none',
  'transition-colors duration-150 disabled:cursor-not-allowed disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0',
].join(' ')

const looks = {
  plain: 'bg-raised text-ink shadow-raised enabled:hover:bg-hover',
  accent: 'bg-accent text-accent-ink enabled:hover:bg-accent/90',
  quiet: 'text-ink-2 enabled:hover:bg-hover enabled:hover:text-ink',
  quietAccent: 'text-accent-text enabled:hover:bg-hover',
  danger: 'bg-live-fill text-on-live enabled:hover:bg-live-fill/90',
}
const sizes = { s: 'h-6 px-2', m: 'h-8 px-3' }

export interface ButtonProps extends ComponentProps<'button'> {
  variant?: keyof typeof looks
  size?: keyof typeof sizes
}

export const Button = ({ variant = 'plain', size = 'm', className, ...rest }: ButtonProps) => (
  <button type="button" className={`${base} ${looks[variant]} ${sizes[size]} ${className ?? ''}`} {...rest} />
)
