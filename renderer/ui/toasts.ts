import { create } from 'zustand'
import type { Tone } from './tones.ts'

export interface ToastAction {
  label: string
  act: () => void
}

interface Toast {
  id: number
  text: string
  tone: Tone
  action: ToastAction | undefined
}

const shownForMs = 6_000
/** A toast with a button is shown longer, so that the host can read it, decide and reach the button. */
const withActionForMs = 12_000
let lastId = 0

export const useToasts = create<{ toasts: Toast[] }>(() => ({ toasts: [] }))

export const dismiss = (id: number) =>
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) }))

/**
 * Shows one message in the corner and announces it to screen readers. The newest three stay visible. Returns a function
 * that removes it.
 */
export function tell(text: string, tone: Tone = 'idle', action?: ToastAction): number {
  const id = ++lastId
  useToasts.setState(({ toasts }) => ({ toasts: [...toasts, { id, text, tone, action }].slice(-3) }))
  setTimeout(() => dismiss(id), action === undefined ? shownForMs : withActionForMs)
  return id
}
