import { Portal } from 'radix-ui'
import { DismissableLayer, Popper } from 'radix-ui/internal'
import { useEffect } from 'react'
import type { ComponentProps, ReactNode, RefObject } from 'react'
import { closeTip, leaveTip, stay } from './tip.ts'

export interface BubbleProps {
  id: string
  anchor: RefObject<HTMLElement | null>
  side: ComponentProps<typeof Popper.Content>['side']
  children: ReactNode
}

/** Beside what it is about, where there is room; gone with Escape, a press elsewhere, or a scroll under it. */
export function TooltipBubble({ id, anchor, side, children }: BubbleProps) {
  const close = () => closeTip(id)
  useEffect(() => {
    const onScroll = ({ target }: Event) => {
      if (target instanceof Node && target.contains(anchor.current)) closeTip(id)
    }
    window.addEventListener('scroll', onScroll, { capture: true })
    return () => window.removeEventListener('scroll', onScroll, { capture: true })
  }, [id, anchor])
  return (
    <Popper.Root>
      <Popper.Anchor virtualRef={anchor} />
      <Portal.Root>
        <DismissableLayer.Root
          asChild
          disableOutsidePointerEvents={false}
          // The focus is never in here, so that it is elsewhere says nothing.
          onFocusOutside={(event) => event.preventDefault()}
          onDismiss={close}
        >
          <Popper.Content
            id={id}
            role="tooltip"
            side={side}
            sideOffset={6}
            collisionPadding={8}
            onPointerEnter={stay}
            onPointerLeave={() => leaveTip(id)}
            className="z-50 flex max-w-72 animate-appear items-center gap-2 rounded-m bg-raised px-2 py-1 text-small text-balance text-ink shadow-float"
          >
            {children}
          </Popper.Content>
        </DismissableLayer.Root>
      </Portal.Root>
    </Popper.Root>
  )
}
