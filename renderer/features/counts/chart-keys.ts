import type { KeyboardEvent } from 'react'
import type { Chart } from './draw-chart.ts'

/** Returns the step of one arrow key in points: about one fiftieth of the session, at least one. */
const stepOf = (count: number) => Math.max(1, Math.round(count / 50))

/** Returns the cursor's next position; null if the key does not move the cursor. */
export function nextPosition(event: KeyboardEvent, now: number, count: number): number | null {
  const last = count - 1
  const go = (by: number) => Math.min(last, Math.max(0, now + by))
  switch (event.key) {
    case 'ArrowLeft':
      return go(-stepOf(count))
    case 'ArrowRight':
      return go(stepOf(count))
    default:
      return null
  }
}

/** Zooms or pans the chart if the key does so. Returns true if the key has changed the view. */
export function changedView(event: KeyboardEvent, chart: Chart): boolean {
  if (event.shiftKey && (event.key === 'ArrowLeft' || event.key === 'ArrowRight')) {
    chart.pan(event.key === 'ArrowLeft' ? -0.25 : 0.25)
    return true
  }
  switch (event.key) {
    case '+':
    case '=':
    case 'ArrowUp':
      chart.zoom(1 / 1.5)
      return true
    case '-':
    case 'ArrowDown':
      chart.zoom(1.5)
      return true
    case 'Escape':
      chart.point(null)
      chart.whole()
      return true
    default:
      return false
  }
}
