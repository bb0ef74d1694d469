import type { ComponentProps, ReactNode } from 'react'
import { Tooltip } from './Tooltip.tsx'

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children' | 'aria-label'> {
  /** Its accessible name, also shown in its tooltip. */
  label: string
  icon: ReactNode
  shortcut?: string
}

export const IconButton = ({ label, icon, shortcut, className, ...rest }: IconButtonProps) => (
  <Tooltip label={label} shortcut={shortcut}>
    <button
      type="button"
      aria-label={label}
      className={[
        'grid size-7 shrink-0 place-items-center rounded-m text-ink-2 transition-colors duration-150',
        'enabled:hover:bg-hover enabled:hover:text-ink disabled:opacity-50 [&_svg]:size-4',
        className,
      ].join(' ')}
      {...rest}
    >
      {icon}
    </button>
  </Tooltip>
)
