import { Portal } from 'radix-ui'
import { DismissableLayer, Popper } from 'radix-ui/internal'
import {
  useEffect,
  type ComponentProps,
  type ReactNode,
  type RefObject,
  createElement,
  type ComponentType,
} from 'react'
import { create } from 'zustand'
import { report } from './report.ts'

export interface BubbleProps {
  id: string
  anchor: RefObject<HTMLElement | null>
  side: ComponentProps<typeof Popper.Content>['side']
  children: ReactNode
}

/** Beside its button, where there is room. It closes on Escape, on a press elsewhere, and when the page scrolls. */
export function TooltipBubble({ id, anchor, side, children }: BubbleProps) {
  const close = () => closeTooltip(id)
  useEffect(() => {
    const onScroll = ({ target }: Event) => {
      if (target instanceof Node && target.contains(anchor.current)) closeTooltip(id)
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
          // The focus is never inside the bubble, so a focus elsewhere does not close it.
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
            onPointerLeave={() => leaveTooltip(id)}
            className="z-50 flex max-w-72 animate-appear items-center gap-2 rounded-m bg-raised px-2 py-1 text-small text-balance text-ink shadow-float"
          >
            {children}
          </Popper.Content>
        </DismissableLayer.Root>
      </Portal.Root>
    </Popper.Root>
  )
}

/** A delay, so that a pointer that only passes over a button opens nothing. */
const delayMs = 400
/** From one button to the next there is no second delay. */
const stillAskingMs = 300
/** Time for the pointer to reach the bubble, whose text the host may want to select. */
const reachMs = 100

interface Tip {
  /** At most one tooltip is open in the whole page. */
  open: string | null
  /** True once the bubble's code is loaded. */
  ready: boolean
}

export const useTooltip = create<Tip>(() => ({ open: null, ready: false }))

let Part: ComponentType<BubbleProps> | undefined

/** Renders nothing until `ready`. */
export const Bubble = (props: BubbleProps) => (Part === undefined ? null : createElement(Part, props))

let opening: ReturnType<typeof setTimeout> | undefined
let closing: ReturnType<typeof setTimeout> | undefined
let closedAt = -Infinity

let coming: Promise<void> | undefined

/** If the code cannot be loaded, a button keeps its accessible name and has no bubble. */
export const fetchBubble = () =>
  (coming ??= import('./TooltipBubble.tsx').then(({ TooltipBubble }) => {
    Part = TooltipBubble
    useTooltip.setState({ ready: true })
  }, report))

export function openTooltip(id: string) {
  stay()
  clearTimeout(opening)
  useTooltip.setState({ open: id })
  if (!useTooltip.getState().ready) void fetchBubble()
}

export function openTooltipSoon(id: string) {
  const { open, ready } = useTooltip.getState()
  if (open === id) return stay()
  clearTimeout(opening)
  if (!ready) void fetchBubble()
  const isAsking = open !== null || performance.now() - closedAt < stillAskingMs
  opening = setTimeout(() => openTooltip(id), isAsking ? 0 : delayMs)
}

export function closeTooltip(id: string) {
  clearTimeout(opening)
  if (useTooltip.getState().open !== id) return
  stay()
  closedAt = performance.now()
  useTooltip.setState({ open: null })
}

/** The pointer has left the button; it may be on its way to the bubble. */
export function leaveTooltip(id: string) {
  clearTimeout(opening)
  stay()
  closing = setTimeout(() => closeTooltip(id), reachMs)
}

/** The pointer is on the bubble. */
const stay = () => clearTimeout(closing)
