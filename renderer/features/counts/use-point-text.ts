import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.ts'
import { type Measure, wordsOf } from './drawing.ts'
import type { SessionPoint } from '../../../shared/contract/counts.ts'

/** One point of the chart in words: for the tooltip, and for those who hear it. */
export function usePointText() {
  const words = useWords('counts')
  const format = useFormat()
  return (points: readonly SessionPoint[], index: number) => {
    const point = points[index]
    if (point === undefined) return null
    const { change, rate } = wordsOf(points, index)
    const shown = (value: number | null) => (value === null ? '–' : format.number(value))
    const line = (measure: Measure) => ({
      measure,
      total: shown(point[measure]),
      change: change[measure] === null ? '' : format.signed(change[measure]),
      rate: rate[measure] === null ? '' : words('perMinute', { rate: format.number(Math.round(rate[measure])) }),
    })
    const lines = [line('gifts'), line('coins')]
    const own = point.ours === null || point.ours === 0 ? null : words('chart.own', { own: format.number(point.ours) })
    const time = format.time(new Date(point.at).toISOString())
    const spoken = [
      time,
      ...lines.map(({ measure, total, change: by, rate: at }) =>
        [total, words(measure), by, at].filter(Boolean).join(' '),
      ),
      ...(own === null ? [] : [own]),
    ].join(', ')
    return { time, lines, own, spoken }
  }
}

export type PointText = NonNullable<ReturnType<ReturnType<typeof usePointText>>>
