import { useState } from 'react'
import { passing } from './storage.ts'

/** Returns which notices the host has dismissed, by their ids. A reload keeps them; an id holds no line break. */
export function useDismissed(storageKey: string) {
  const [dismissed, setDismissed] = useState(() => passing.getItem(storageKey)?.split('\n') ?? [])
  return {
    isDismissed: (id: string) => dismissed.includes(id),
    dismiss: (id: string) => {
      const next = [...dismissed, id]
      passing.setItem(storageKey, next.join('\n'))
      setDismissed(next)
    },
  }
}
