import { iso } from '../../../shared/domain/time.ts'
import { useLayoutEffect, useRef, useState } from 'react'
import { useTranslate } from '../../i18n/translate.ts'
import { useFormat } from '../../i18n/format.ts'
import type { SessionPoint } from '../../../shared/contract/counts.ts'
import { perMinute } from '../../../shared/domain/rates.ts'
import type { Drawing } from './draw-chart.ts'

/** The point under the chart's cursor, and where the tooltip has room beside it. */
export interface Cursor {
  index: number
  leftPx: number
  side: 'left' | 'right'
  /** True if the point is in the plot's upper third, where the tooltip would cover it. */
  isHigh: boolean
  /** True if the figure is so low that a tooltip would cover the chart. */
  isLow: boolean
}

interface ChartTooltipProps extends Omit<Cursor, 'index' | 'isLow'> {
  text: PointText
  measure: Measure
}

/** Renders the values of the point under the cursor. Screen readers get the same text from the chart itself. */
export function ChartTooltip({ text, measure, leftPx, side, isHigh }: ChartTooltipProps) {
  const t = useTranslate('counts')
  const box = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(0)
  useLayoutEffect(() => setWidth(box.current?.offsetWidth ?? 0), [text])
  return (
    <div
      ref={box}
      aria-hidden
      className={`pointer-events-none absolute z-10 w-max max-w-full rounded-m bg-raised px-2 py-1 shadow-float ${isHigh ? 'bottom-7' : 'top-1'}`}
      // Place the tooltip beside the cursor, but not past an edge of the figure.
      style={{ left: `clamp(0px, ${side === 'left' ? leftPx - 8 - width : leftPx + 8}px, 100% - ${width}px)` }}
    >
      <p className="flex flex-wrap justify-between gap-x-3 text-ink-3">
        {text.time}
        {text.own !== null && <span className="text-ink-2">{text.own}</span>}
      </p>
      <dl className="grid grid-cols-[auto_1fr_auto_auto] gap-x-2">
        {text.lines.map((line) => (
          <div
            key={line.measure}
            className={`contents ${line.measure === measure ? 'font-semibold text-ink' : 'text-ink-2'}`}
          >
            <dt>{t(line.measure)}</dt>
            <dd className="text-right">{line.total}</dd>
            <dd className="text-right">{line.change}</dd>
            <dd className="text-right text-ink-3">{line.rate}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

/** Renders the values of the point under the cursor in one line, for a figure that is too low for a tooltip. */
export function ChartReading({ text, measure }: { text: PointText; measure: Measure }) {
  const t = useTranslate('counts')
  const line = text.lines.find((each) => each.measure === measure)
  return (
    <p aria-hidden className="mr-auto flex min-w-0 gap-x-2 truncate text-ink-3">
      {text.time}
      <span className="truncate font-semibold text-ink">
        {line?.total} {t(measure)} {line?.change}
      </span>
    </p>
  )
}

/** Returns a function that formats one point of the chart, for the tooltip and for screen readers. */
export function usePointText() {
  const t = useTranslate('counts')
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
      rate: rate[measure] === null ? '' : t('perMinute', { rate: format.number(Math.round(rate[measure])) }),
    })
    const lines = [line('gifts'), line('coins')]
    const own = point.ours === null || point.ours === 0 ? null : t('chart.own', { own: format.number(point.ours) })
    const time = format.time(iso(point.at))
    const spoken = [
      time,
      ...lines.map(({ measure, total, change: by, rate: at }) => [total, t(measure), by, at].filter(Boolean).join(' ')),
      ...(own === null ? [] : [own]),
    ].join(', ')
    return { time, lines, own, spoken }
  }
}

type PointText = NonNullable<ReturnType<ReturnType<typeof usePointText>>>

export type Measure = 'gifts' | 'coins'

/**
 * Returns the data that the chart draws. Giftdeck's own share is drawn for gifts only: in coins it is not known,
 * because only the vendor knows the price of a gift.
 */
export function drawingOf(points: readonly SessionPoint[], measure: Measure, tellsApart = true): Drawing {
  const start = points.find((point) => point.gifts !== null)?.gifts ?? null
  const drawOwn = tellsApart && measure === 'gifts' && start !== null && hasOwn(points)
  return {
    base: points.find((point) => point[measure] !== null)?.[measure] ?? 0,
    at: points.map((point) => point.at / 1_000),
    total: points.map((point) => point[measure]),
    own: points.map(({ gifts, ours }) =>
      // Limit our share to the total: the total is read later than our own deliveries are counted.
      drawOwn && ours !== null && gifts !== null ? Math.max(start, Math.min(start + ours, gifts)) : null,
    ),
  }
}

const hasOwn = (points: readonly SessionPoint[]) => points.some(({ ours }) => ours !== null && ours > 0)

/** The changes and rates that one point shows beside its totals. */
interface PointWords {
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
