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
}

interface ChartTooltipProps extends Omit<Cursor, 'index'> {
  text: PointText
  measure: Measure
}

/** What the cursor's reading said. Screen readers hear the same from the chart itself. */
export function ChartTooltip({ text, measure, leftPx, side, isHigh }: ChartTooltipProps) {
  const words = useWords('counts')
  return (
    <div
      aria-hidden
      className={`pointer-events-none absolute z-10 w-60 rounded-m bg-raised px-2 py-1 whitespace-nowrap shadow-float ${isHigh ? 'bottom-7' : 'top-1'}`}
      // Beside the cursor, and never past either edge of the figure.
      style={{ left: `clamp(0px, ${side === 'left' ? `${leftPx - 8}px - 15rem` : `${leftPx + 8}px`}, 100% - 15rem)` }}
    >
      <p className="flex justify-between gap-x-3 text-ink-3">
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
