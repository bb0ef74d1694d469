import { Tooltip as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { Shortcut } from './Shortcut.tsx'

interface TooltipProps {
  label: ReactNode
  /** The shortcut in tinykeys' notation, such as `$mod+Enter`; a list if several shortcuts do the same. */
  shortcut?: string | readonly string[] | undefined
  side?: 'top' | 'right' | 'bottom' | 'left'
  children: ReactNode
}

/** Provides tooltips for the whole page. With one provider, the tooltip of the next button opens without a delay. */
export const TooltipProvider = ({ children }: { children: ReactNode }) => (
  <Radix.Provider delayDuration={400} skipDelayDuration={300}>
    {children}
  </Radix.Provider>
)

/** Renders its child with a tooltip. The child must accept a ref and props, as every native element does. */
export const Tooltip = ({ label, shortcut, side = 'bottom', children }: TooltipProps) => (
  <Radix.Root>
    <Radix.Trigger
      asChild
      // Show no tooltip if the focus was returned by a closed dialog or by the window: the user did not move it.
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
