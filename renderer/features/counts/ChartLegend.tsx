import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.ts'

/** How many of the gifts are our own, and which area is; the other one is named by the choice beside it. */
export function ChartLegend({ given }: { given: number }) {
  const words = useWords('counts')
  const { number } = useFormat()
  return (
    <p className="mr-auto flex min-w-0 items-center gap-1.5 text-ink-3">
      <span aria-hidden className="size-3 shrink-0 rounded-s bg-idle" />
      <span className="truncate">{words('fromGiftdeck', { given: number(given) })}</span>
    </p>
  )
}
