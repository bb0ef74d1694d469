import { type RefObject, useEffect, useState } from 'react'
import { useLook } from '../../app/look.ts'
import { useFormat } from '../../i18n/format.ts'
import type { Chart } from './draw-chart.ts'

interface Watching {
  onPoint: (index: number | null, leftPx: number, isHigh: boolean) => void
  onView: (isWhole: boolean) => void
  /** True once more than a point is painted. */
  onPaint: (isThere: boolean) => void
}

/** The chart in `place`, once its library has come; without it the words stay. The listeners must keep their identity. */
export function useChart(
  place: RefObject<HTMLElement | null>,
  { onPoint, onView, onPaint }: Watching,
): Chart | undefined {
  const format = useFormat()
  const theme = useLook((look) => look.theme)
  const contrast = useLook((look) => look.contrast)
  const [chart, setChart] = useState<Chart>()

  useEffect(() => {
    let drawn: Chart | undefined
    let isGone = false
    const draw = ({ drawChart }: typeof import('./draw-chart.ts')) => {
      if (isGone || place.current === null) return
      drawn = drawChart(place.current, { format, onPoint, onView, onPaint })
      setChart(drawn)
    }
    import('./draw-chart.ts').then(draw, () => undefined)
    return () => {
      isGone = true
      drawn?.remove()
      setChart(undefined)
      onPaint(false)
    }
  }, [place, format, onPoint, onView, onPaint])
  useEffect(() => chart?.repaint(), [chart, theme, contrast])
  return chart
}
