import type { KeyboardEvent } from 'react'

/** Up and Down go from row to row; Tab goes on to what a row offers. */
export function stepRows(event: KeyboardEvent<HTMLElement>) {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  const list = event.currentTarget.closest('ol, ul')
  if (step === 0 || list === null) return
  // They stand in the order in which they were drawn, not in which they are seen.
  const rows = [...list.querySelectorAll<HTMLElement>('[data-row]')]
  const placed = rows.toSorted((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)
  const next = placed[placed.indexOf(event.currentTarget) + step]
  if (next === undefined) return
  event.preventDefault()
  next.focus()
}
