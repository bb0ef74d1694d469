import { perMinute } from '../../../shared/per-minute.ts'
import type { Drawing } from './draw-chart.ts'
import type { SessionPoint } from '../../../shared/contract/counts.ts'

export type Measure = 'gifts' | 'coins'

/** Our own share is known in gifts alone: what a gift costs is the vendor's to say. */
export function drawingOf(points: readonly SessionPoint[], measure: Measure, tellsApart = true): Drawing {
  const start = points.find((point) => point.gifts !== null)?.gifts ?? null
  const drawOwn = tellsApart && measure === 'gifts' && start !== null && hasOwn(points)
  return {
    base: points.find((point) => point[measure] !== null)?.[measure] ?? 0,
    at: points.map((point) => point.at / 1_000),
    total: points.map((point) => point[measure]),
    own: points.map(({ gifts, ours }) =>
      // The total says when it moved; our part of it cannot stand higher.
      drawOwn && ours !== null && gifts !== null ? Math.max(start, Math.min(start + ours, gifts)) : null,
    ),
  }
}

const hasOwn = (points: readonly SessionPoint[]) => points.some(({ ours }) => ours !== null && ours > 0)

/** What one point says, beside its totals. */
export interface PointWords {
  change: Record<Measure, number | null>
  rate: Record<Measure, number | null>
}

const minuteOfPoints = 200

export function wordsOf(points: readonly SessionPoint[], index: number): PointWords {
  const recent = points.slice(Math.max(0, index - minuteOfPoints), index + 1)
  const change = (measure: Measure) => {
    const first = points.find((point) => point[measure] !== null)?.[measure] ?? null
    const now = points[index]?.[measure] ?? null
    return first === null || now === null ? null : now - first
  }
  const rate = (measure: Measure) => perMinute(recent.map((point) => ({ at: point.at, value: point[measure] })))
  return {
    change: { gifts: change('gifts'), coins: change('coins') },
    rate: { gifts: rate('gifts'), coins: rate('coins') },
  }
}
