import { createElement } from 'react'
import type { ComponentType } from 'react'
import { create } from 'zustand'
import { report } from './report.ts'
import type { BubbleProps } from './TooltipBubble.tsx'

/** Nobody who only passes over a button asks what it is. */
const delayMs = 400
/** From one button to the next there is no second wait. */
const stillAskingMs = 300
/** Time to reach the bubble itself, whose text may be wanted. */
const reachMs = 100

interface Tip {
  /** At most one is open in the whole page. */
  open: string | null
  /** The bubble's code has come. */
  ready: boolean
}

export const useTip = create<Tip>(() => ({ open: null, ready: false }))

let Part: ComponentType<BubbleProps> | undefined

/** Nothing, until `ready`. */
export const Bubble = (props: BubbleProps) => (Part === undefined ? null : createElement(Part, props))

let opening: ReturnType<typeof setTimeout> | undefined
let closing: ReturnType<typeof setTimeout> | undefined
let closedAt = -Infinity

let coming: Promise<void> | undefined

/** Without it a button has its name and no bubble. */
export const fetchBubble = () =>
  (coming ??= import('./TooltipBubble.tsx').then(({ TooltipBubble }) => {
    Part = TooltipBubble
    useTip.setState({ ready: true })
  }, report))

export function openTip(id: string) {
  stay()
  clearTimeout(opening)
  useTip.setState({ open: id })
  if (!useTip.getState().ready) void fetchBubble()
}

export function openTipSoon(id: string) {
  const { open, ready } = useTip.getState()
  if (open === id) return stay()
  clearTimeout(opening)
  if (!ready) void fetchBubble()
  const isAsking = open !== null || performance.now() - closedAt < stillAskingMs
  opening = setTimeout(() => openTip(id), isAsking ? 0 : delayMs)
}

export function closeTip(id: string) {
  clearTimeout(opening)
  if (useTip.getState().open !== id) return
  stay()
  closedAt = performance.now()
  useTip.setState({ open: null })
}

/** The pointer has left; it may be on its way to the bubble. */
export function leaveTip(id: string) {
  clearTimeout(opening)
  stay()
  closing = setTimeout(() => closeTip(id), reachMs)
}

/** The pointer is on the bubble. */
export const stay = () => clearTimeout(closing)
