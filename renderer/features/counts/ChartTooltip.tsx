import { useLayoutEffect, useRef, useState } from 'react'
import { useWords } from '../../i18n/words.ts'
import type { Measure } from './drawing.ts'
import type { PointText } from './use-point-text.ts'

/** Where the cursor stands, and where beside it there is room. */
export interface Cursor {
  index: number
  leftPx: number
  side: 'left' | 'right'
  /** Its point is in the plot's upper third, where the bubble would hide it. */
  isHigh: boolean
  /** The figure is too low for a bubble: it would hide what it explains. */
  isLow: boolean
}

interface ChartTooltipProps extends Omit<Cursor, 'index' | 'isLow'> {
  text: PointText
  measure: Measure
}

/** What the cursor's reading said. Screen readers hear the same from the chart itself. */
export function ChartTooltip({ text, measure, leftPx, side, isHigh }: ChartTooltipProps) {
  const words = useWords('counts')
  const box = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(0)
  useLayoutEffect(() => setWidth(box.current?.offsetWidth ?? 0), [text])
  return (
    <div
      ref={box}
      aria-hidden
      className={`pointer-events-none absolute z-10 w-max max-w-full rounded-m bg-raised px-2 py-1 shadow-float ${isHigh ? 'bottom-7' : 'top-1'}`}
      // Beside the cursor, and never past either edge of the figure.
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
            <dt>{words(line.measure)}</dt>
            <dd className="text-right">{line.total}</dd>
            <dd className="text-right">{line.change}</dd>
            <dd className="text-right text-ink-3">{line.rate}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

/** The same in one line, where a bubble would hide the chart. */
export function ChartReading({ text, measure }: { text: PointText; measure: Measure }) {
  const words = useWords('counts')
  const line = text.lines.find((each) => each.measure === measure)
  return (
    <p aria-hidden className="mr-auto flex min-w-0 gap-x-2 truncate text-ink-3">
      {text.time}
      <span className="truncate font-semibold text-ink">
        {line?.total} {words(measure)} {line?.change}
      </span>
    </p>
  )
}
