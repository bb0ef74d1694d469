import { iso } from '../../../shared/domain/time.ts'
import { Maximize2 } from 'lucide-react'
import { type KeyboardEvent, useCallback, useEffect, useId, useMemo, useRef, useState } from 'react'
import { useFormat } from '../../i18n/format.ts'
import { useTranslate } from '../../i18n/translate.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { ChartReading, ChartTooltip, type Cursor, usePointText, drawingOf, type Measure } from './ChartTooltip.tsx'
import { changedView, nextPosition } from './chart-keys.ts'
import type { SessionPoint } from '../../../shared/contract/counts.ts'
import { useChart } from './use-chart.ts'

interface GiftChartProps {
  points: readonly SessionPoint[]
  /** The number of gifts of this session that Giftdeck sent. */
  given: number
  /** True if the points come from Giftdeck's receipts. These count no coins, so the measure cannot be chosen. */
  isOwnAlone?: boolean
  /** True if no newer reading arrives. The chart is then dimmed. */
  stale?: boolean
}

/** Below this height a tooltip would cover the chart. */
const lowPx = 120

/** Renders the totals of this session as a chart. Everything in the chart is also available as text. */
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

  const onKeyDown = (event: KeyboardEvent) => {
    if (chart === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    if (!changedView(event, chart)) {
      const next = nextPosition(event, cursor?.index ?? last, points.length)
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
          onKeyDown={onKeyDown}
          onBlur={() => chart?.point(null)}
        />
        {/* The chart's canvas cannot use CSS variables, so the chart reads the computed colours of this element. */}
        <div
          ref={place}
          className={[
            'absolute inset-0 overflow-hidden border-grid fill-idle/25 stroke-idle text-ink-3 caret-accent decoration-accent/20',
            '[&_.u-cursor-x]:border-ink-3! [&_.u-select]:bg-accent/20',
            // The element is transparent and not hidden, because the chart needs its size to draw.
            !isSeen ? 'pointer-events-none opacity-0' : stale ? 'opacity-60' : '',
          ].join(' ')}
        />
        {!isSeen && (
          <p
            aria-hidden
            // This text is shown until the chart is drawn. It fades in with a delay, so that it does not flash at a
            // redraw.
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

/**
 * Renders how many of the gifts Giftdeck sent, as the legend of that area. The measure's buttons name the other area.
 */
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
