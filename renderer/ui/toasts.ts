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
/** Long enough to read, decide and get there. */
const withActionForMs = 12_000
let lastId = 0

export const useToasts = create<{ toasts: Toast[] }>(() => ({ toasts: [] }))

export const dismiss = (id: number) =>
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) }))

/** Says one thing in the corner and to screen readers; the newest three stay in sight. Gives what takes it away. */
export function tell(text: string, tone: Tone = 'idle', action?: ToastAction): number {
  const id = ++lastId
  useToasts.setState(({ toasts }) => ({ toasts: [...toasts, { id, text, tone, action }].slice(-3) }))
  setTimeout(() => dismiss(id), action === undefined ? shownForMs : withActionForMs)
  return id
}
