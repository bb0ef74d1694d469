import { iso } from '../../../shared/domain/time.ts'
import { Maximize2 } from 'lucide-react'
import { type KeyboardEvent, useCallback, useEffect, useId, useMemo, useRef, useState } from 'react'
import { useFormat } from '../../i18n/format.ts'
import { useTranslate } from '../../i18n/translate.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { ChartReading, ChartTooltip, type Cursor, usePointText, drawingOf, type Measure } from './ChartTooltip.tsx'
import { steered, viewed } from './chart-keys.ts'
import type { SessionPoint } from '../../../shared/contract/counts.ts'
import { useChart } from './use-chart.ts'

interface GiftChartProps {
  points: readonly SessionPoint[]
  /** Gifts of this session that Giftdeck sent. */
  given: number
  /** Receipts count only our own gifts and know no coins, so there is no choice to offer. */
  isOwnAlone?: boolean
  /** No newer reading arrives, so the last point is not highlighted as new. */
  stale?: boolean
}

/** Below this height a bubble would cover the chart. */
const lowPx = 120

/** The totals of this session. Everything it shows is also available as text, for those who cannot see it. */
export function GiftChart({ points, given, isOwnAlone = false, stale = false }: GiftChartProps) {
  const t = useTranslate('counts')
  const id = useId()
  const place = useRef<HTMLDivElement>(null)
  const [measure, setMeasure] = useState<Measure>('gifts')
  const [isWhole, setWhole] = useState(true)
  const [cursor, setCursor] = useState<Cursor | null>(null)
  const onPoint = useCallback((index: number | null, leftPx: number, isHigh: boolean) => {
    const { clientWidth = 0, clientHeight = 0 } = place.current ?? {}
    const side = leftPx > clientWidth / 2 ? 'left' : 'right'
    setCursor(index === null ? null : { index, leftPx, side, isHigh, isLow: clientHeight < lowPx })
  }, [])
  const [isPainted, setPainted] = useState(false)
  const chart = useChart(place, { onPoint, onView: setWhole, onPaint: setPainted })
  const drawing = useMemo(() => drawingOf(points, measure, !isOwnAlone), [points, measure, isOwnAlone])
  const summary = useSummary(points, measure, isOwnAlone)
  useEffect(() => chart?.show(drawing), [chart, drawing])
  const isSeen = isPainted && summary.drawable

  const textOf = usePointText()
  const text = cursor === null ? null : textOf(points, cursor.index)
  const last = Math.max(0, points.length - 1)

  const steer = (event: KeyboardEvent) => {
    if (chart === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    if (!viewed(event, chart)) {
      const next = steered(event, cursor?.index ?? last, points.length)
      if (next === null) return
      chart.point(next)
    }
    event.preventDefault()
  }

  return (
    <figure className="flex min-h-24 flex-1 flex-col">
      <div className="mb-1 flex items-center justify-end gap-1">
        {text !== null && cursor?.isLow === true ? (
          <ChartReading text={text} measure={measure} />
        ) : (
          measure === 'gifts' && !isOwnAlone && given > 0 && <ChartLegend given={given} />
        )}
        {!isWhole && <IconButton label={t('chart.whole')} icon={<Maximize2 />} onClick={() => chart?.whole()} />}
        {!isOwnAlone && (
          <Segmented
            label={t('chart.measure')}
            value={measure}
            options={[
              { value: 'gifts', label: t('gifts') },
              { value: 'coins', label: t('coins') },
            ]}
            onChange={setMeasure}
            className="shrink-0"
          />
        )}
      </div>
      <figcaption id={id} className="sr-only">
        {summary.text} {t('chart.keys')}
      </figcaption>
      <div className="relative min-h-16 flex-1 rounded-s outline-focus has-[input:focus-visible]:outline-2">
        <input
          type="range"
          className="sr-only"
          disabled={!summary.drawable}
          aria-label={t('chart.label')}
          aria-describedby={id}
          min={0}
          max={last}
          value={cursor?.index ?? last}
          aria-valuetext={text?.spoken ?? textOf(points, last)?.spoken ?? summary.text}
          onChange={(event) => chart?.point(event.target.valueAsNumber)}
          onKeyDown={steer}
          onBlur={() => chart?.point(null)}
        />
        {/* The chart draws on a canvas, which cannot use CSS variables: it reads these computed colours instead. */}
        <div
          ref={place}
          className={[
            'absolute inset-0 overflow-hidden border-grid fill-idle/25 stroke-idle text-ink-3 caret-accent decoration-accent/20',
            '[&_.u-cursor-x]:border-ink-3! [&_.u-select]:bg-accent/20',
            // Transparent, not hidden: the chart is drawn before it becomes visible.
            !isSeen ? 'pointer-events-none opacity-0' : stale ? 'opacity-60' : '',
          ].join(' ')}
        />
        {!isSeen && (
          <p
            aria-hidden
            // Shown until the chart is drawn. Delayed, so that a redraw does not flash it.
            className="absolute inset-0 grid place-items-center text-center text-ink-3 transition-opacity delay-300 duration-150 starting:opacity-0"
          >
            {summary.text}
          </p>
        )}
        {text !== null && cursor?.isLow === false && <ChartTooltip {...cursor} text={text} measure={measure} />}
      </div>
    </figure>
  )
}

function useSummary(
  points: readonly SessionPoint[],
  measure: Measure,
  isOwnAlone: boolean,
): { text: string; drawable: boolean } {
  const t = useTranslate('counts')
  const format = useFormat()
  const known = points.filter((point) => point[measure] !== null)
  const [first, last] = [known[0], known.at(-1)]
  if (first === undefined || last === undefined || first === last)
    return { text: t(isOwnAlone ? 'chart.comingSent' : 'chart.coming'), drawable: false }
  const time = ({ at }: SessionPoint) => format.time(iso(at))
  const text = t(`chart.${measure}Text`, {
    first: format.number(first[measure] ?? 0),
    start: time(first),
    last: format.number(last[measure] ?? 0),
    end: time(last),
  })
  return { text, drawable: true }
}

/** How many of the gifts are our own, and the legend of that area; the choice beside it names the other one. */
function ChartLegend({ given }: { given: number }) {
  const t = useTranslate('counts')
  const { number } = useFormat()
  return (
    <p className="mr-auto flex min-w-0 items-center gap-1.5 text-ink-3">
      <span aria-hidden className="size-3 shrink-0 rounded-s bg-idle" />
      <span className="truncate">{t('fromGiftdeck', { given: number(given) })}</span>
    </p>
  )
}
