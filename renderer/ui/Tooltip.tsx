import { Tooltip as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { Shortcut } from './Shortcut.tsx'

interface TooltipProps {
  label: ReactNode
  /** In tinykeys' notation, such as `$mod+Enter`; a list where several do the same. */
  shortcut?: string | readonly string[] | undefined
  side?: 'top' | 'right' | 'bottom' | 'left'
  children: ReactNode
}

/** One for the whole page, so that the second of two neighbouring buttons shows its tooltip without a wait. */
export const TooltipProvider = ({ children }: { children: ReactNode }) => (
  <Radix.Provider delayDuration={400} skipDelayDuration={300}>
    {children}
  </Radix.Provider>
)

/** Its child must take a ref and props, as every native element does. */
export const Tooltip = ({ label, shortcut, side = 'bottom', children }: TooltipProps) => (
  <Radix.Root>
    <Radix.Trigger
      asChild
      // A closed dialog or the window itself gives the focus back. Nobody asked what the button is then.
      onFocus={(event) => event.relatedTarget === null && event.preventDefault()}
    >
      {children}
    </Radix.Trigger>
    <Radix.Portal>
      <Radix.Content
        side={side}
        sideOffset={6}
        collisionPadding={8}
        className="z-50 flex max-w-72 animate-appear items-center gap-2 rounded-m bg-raised px-2 py-1 text-small text-balance text-ink shadow-float"
      >
        {label}
        {[shortcut ?? []].flat().map((keys) => (
          <Shortcut key={keys} keys={keys} />
        ))}
      </Radix.Content>
    </Radix.Portal>
  </Radix.Root>
)
