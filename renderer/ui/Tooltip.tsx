import { Slot } from 'radix-ui'
import { useEffect, useId, useRef, type FocusEvent, type PointerEvent, type ReactNode } from 'react'
import { Shortcut } from './Shortcut.tsx'
import { Bubble, closeTooltip, leaveTooltip, openTooltip, openTooltipSoon, useTooltip } from './TooltipBubble.tsx'

interface TooltipProps {
  label: ReactNode
  /** In tinykeys' notation, such as `$mod+Enter`; a list where several do the same. */
  shortcut?: string | readonly string[] | undefined
  side?: 'top' | 'right' | 'bottom' | 'left'
  children: ReactNode
}

/** The child must take a ref and props, as every native element does. The bubble's code is loaded on first use. */
export function Tooltip({ label, shortcut, side = 'bottom', children }: TooltipProps) {
  const id = useId()
  const anchor = useRef<HTMLElement>(null)
  const pressed = useRef(false)
  const isShown = useTooltip((tooltip) => tooltip.open === id && tooltip.ready)
  useEffect(() => () => closeTooltip(id), [id])
  const handlers = {
    onPointerEnter: ({ pointerType }: PointerEvent) => {
      if (pointerType !== 'touch') openTooltipSoon(id)
    },
    onPointerLeave: () => leaveTooltip(id),
    onPointerDown: () => {
      pressed.current = true
      closeTooltip(id)
    },
    onClick: () => closeTooltip(id),
    onFocus: ({ relatedTarget }: FocusEvent) => {
      // The focus was restored by a closed dialog or by the window, so the host did not ask for the tooltip.
      if (relatedTarget !== null && !pressed.current) openTooltip(id)
      pressed.current = false
    },
    onBlur: () => {
      pressed.current = false
      closeTooltip(id)
    },
  }
  return (
    <>
      <Slot.Root ref={anchor} aria-describedby={isShown ? id : undefined} {...handlers}>
        {children}
      </Slot.Root>
      {isShown && (
        <Bubble id={id} anchor={anchor} side={side}>
          {label}
          {[shortcut ?? []].flat().map((keys) => (
            <Shortcut key={keys} keys={keys} />
          ))}
        </Bubble>
      )}
    </>
  )
}
