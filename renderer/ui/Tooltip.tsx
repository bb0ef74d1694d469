import { Tooltip as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { Shortcut } from './Shortcut.tsx'

interface TooltipProps {
  label: ReactNode
  /** In tinykeys' notation, such as `$mod+Enter`. */
  shortcut?: string | undefined
  side?: 'top' | 'right' | 'bottom' | 'left'
  children: ReactNode
}

/** Its child must take a ref and props, as every native element does. */
export const Tooltip = ({ label, shortcut, side = 'bottom', children }: TooltipProps) => (
  <Radix.Root>
    <Radix.Trigger
      asChild
      onFocus={(event) => {
        // The focus was given back, by a closed dialog or the window itself: nobody asks what this is.
        if (event.relatedTarget === null) event.preventDefault()
      }}
    >
      {children}
    </Radix.Trigger>
    <Radix.Portal>
      <Radix.Content
        side={side}
        sideOffset={6}
        collisionPadding={8}
        className="z-50 flex max-w-72 animate-appear items-center gap-2 rounded-m bg-raised px-2 py-1 text-small text-ink shadow-float"
      >
        {label}
        {shortcut !== undefined && <Shortcut keys={shortcut} />}
      </Radix.Content>
    </Radix.Portal>
  </Radix.Root>
)
