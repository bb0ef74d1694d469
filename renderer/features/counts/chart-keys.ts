import type { KeyboardEvent } from 'react'
import type { Chart } from './draw-chart.ts'

/** The step of one arrow key: about one fiftieth of the session, at least one reading. */
const stepOf = (count: number) => Math.max(1, Math.round(count / 50))

/** The cursor's next position, or null if the key moved the view or has no function here. */
export function steered(event: KeyboardEvent, now: number, count: number): number | null {
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

/** True where the key moved the view. */
export function viewed(event: KeyboardEvent, chart: Chart): boolean {
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
