import { useWords } from '../../i18n/words.ts'
import type { Measure } from './drawing.ts'

/** Which area is which. */
export function ChartLegend({ measure, withOwn }: { measure: Measure; withOwn: boolean }) {
  const words = useWords('counts')
  return (
    <p aria-hidden className="flex flex-wrap gap-x-3 text-ink-3">
      <span className="flex items-center gap-1.5">
        <span className="h-0.5 w-3 rounded-full bg-accent" />
        {words(`chart.${measure}Line`)}
      </span>
      {withOwn && (
        <span className="flex items-center gap-1.5">
          <span className="size-3 rounded-s border border-idle bg-idle/25" />
          {words('chart.ownArea')}
        </span>
      )}
    </p>
  )
}
