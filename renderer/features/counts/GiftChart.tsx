import { useEffect, useRef } from 'react'
import { useLook } from '../../app/look.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.ts'
import { type Chart, drawChart } from './draw-chart.ts'
import type { Point } from './history.ts'

/** The gifts of this session. Everything it shows is also said in words, for those who cannot see it. */
export function GiftChart({ points }: { points: readonly Point[] }) {
  const words = useWords('counts')
  const format = useFormat()
  const theme = useLook((look) => look.theme)
  const contrast = useLook((look) => look.contrast)
  const place = useRef<HTMLDivElement>(null)
  const chart = useRef<Chart>(undefined)

  useEffect(() => {
    if (place.current === null) return
    const drawn = drawChart(place.current, format)
    chart.current = drawn
    return () => drawn?.remove()
  }, [format])
  // After the effect above, so that a chart drawn anew for another language is filled at once.
  useEffect(() => chart.current?.show(points), [points, format])
  useEffect(() => chart.current?.repaint(), [theme, contrast])

  const known = points.filter((point) => point.gifts !== null)
  const [first, last] = [known[0], known.at(-1)]
  const time = (at: number) => format.time(new Date(at).toISOString())
  const drawable = first !== undefined && last !== undefined && first !== last
  const inWords = drawable
    ? words('chart.text', {
        first: format.number(first.gifts ?? 0),
        start: time(first.at),
        last: format.number(last.gifts ?? 0),
        end: time(last.at),
      })
    : words('chart.coming')
  return (
    <figure className="relative min-h-24 flex-1 overflow-hidden">
      <figcaption className="sr-only">{inWords}</figcaption>
      {/* The chart paints on a canvas, which knows no tokens: it reads these four computed colours instead. */}
      <div
        ref={place}
        className={`absolute inset-0 border-line text-ink-3 caret-accent decoration-accent/20 ${drawable ? '' : 'invisible'}`}
      />
      {!drawable && (
        <p aria-hidden className="absolute inset-0 grid place-items-center text-ink-3">
          {inWords}
        </p>
      )}
    </figure>
  )
}
