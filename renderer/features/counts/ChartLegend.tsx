import { useWords } from '../../i18n/words.ts'

/** Which area is our own; the other one is named by the choice beside it. */
export function ChartLegend() {
  const words = useWords('counts')
  return (
    <p aria-hidden className="mr-auto flex min-w-0 items-center gap-1.5 text-ink-3">
      <span className="size-3 shrink-0 rounded-s border border-idle bg-idle/25" />
      <span className="truncate">{words('chart.ownArea')}</span>
    </p>
  )
}
