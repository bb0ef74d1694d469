import { type RefObject, useEffect, useState } from 'react'
import { lazyPart } from '../../platform/lazy.tsx'
import { useAppearance } from '../../platform/appearance.ts'
import { useFormat } from '../../i18n/format.ts'
import type { Chart } from './draw-chart.ts'

const drawing = lazyPart(async () => (await import('./draw-chart.ts')).drawChart)
/** Reports that a chart has failed while it was drawn. */
export const failChart = drawing.fail
/** Returns true if the chart's code could not be loaded or has thrown. */
export const useChartFailure = () => drawing.use(({ hasFailed }) => hasFailed)

interface ChartListeners {
  onPoint: (index: number | null, leftPx: number, isHigh: boolean) => void
  onView: (isWhole: boolean) => void
  /** Called with true once more than one point is drawn. */
  onPaint: (isThere: boolean) => void
}

/**
 * Draws the chart in `place` once its library is loaded. Until then the result is undefined. The listeners must keep
 * their identity between renders.
 */
export function useChart(
  place: RefObject<HTMLElement | null>,
  { onPoint, onView, onPaint }: ChartListeners,
): Chart | undefined {
  const format = useFormat()
  const theme = useAppearance((appearance) => appearance.theme)
  const contrast = useAppearance((appearance) => appearance.contrast)
  const [chart, setChart] = useState<Chart>()

  useEffect(() => {
    let drawn: Chart | undefined
    let isGone = false
    const draw = () => {
      const { part: drawChart } = drawing.use.getState()
      if (isGone || drawChart === null || place.current === null) return
      drawn = drawChart(place.current, { format, onPoint, onView, onPaint })
      setChart(drawn)
    }
    drawing.fetch().then(draw).catch(drawing.fail)
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
