import { useWords } from '../../i18n/words.ts'
import type { Measure } from './drawing.ts'
import type { PointText } from './use-point-text.ts'

interface ChartTooltipProps {
  text: PointText
  measure: Measure
  /** Where the cursor stands, and on which side of it there is room. */
  leftPx: number
  side: 'left' | 'right'
}

/** What the cursor's reading said. Screen readers hear the same from the chart itself. */
export function ChartTooltip({ text, measure, leftPx, side }: ChartTooltipProps) {
  const words = useWords('counts')
  return (
    <div
      aria-hidden
      className="pointer-events-none absolute top-0 z-10 w-60 -translate-y-1/3 rounded-m bg-raised px-2 py-1 whitespace-nowrap shadow-float"
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
