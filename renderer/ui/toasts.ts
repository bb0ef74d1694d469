import { create } from 'zustand'
import type { Tone } from './tones.ts'

interface Toast {
  id: number
  text: string
  tone: Tone
}

const shownForMs = 6_000
let lastId = 0

export const useToasts = create<{ toasts: Toast[] }>(() => ({ toasts: [] }))

export const dismiss = (id: number) =>
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) }))

/** Says one thing in the corner and to screen readers; the newest three stay in sight. */
export function tell(text: string, tone: Tone = 'idle') {
  const id = ++lastId
  useToasts.setState(({ toasts }) => ({ toasts: [...toasts, { id, text, tone }].slice(-3) }))
  setTimeout(() => dismiss(id), shownForMs)
}
