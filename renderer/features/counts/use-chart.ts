import { type RefObject, useEffect, useState } from 'react'
import { lazyPart } from '../../platform/lazy.tsx'
import { useAppearance } from '../../platform/appearance.ts'
import { useFormat } from '../../i18n/format.ts'
import type { Chart } from './draw-chart.ts'

const drawing = lazyPart(async () => (await import('./draw-chart.ts')).drawChart)
/** Rendered in place of a chart that fails while it draws. */
export const failChart = drawing.fail
/** The chart's code failed to load or threw; its place shows that. */
export const useChartFailure = () => drawing.use(({ hasFailed }) => hasFailed)

interface Watching {
  onPoint: (index: number | null, leftPx: number, isHigh: boolean) => void
  onView: (isWhole: boolean) => void
  /** True once more than one point is drawn. */
  onPaint: (isThere: boolean) => void
}

/**
 * Draws the chart in `place` once its library is loaded; until then the text stays. The listeners must keep their
 * identity.
 */
export function useChart(
  place: RefObject<HTMLElement | null>,
  { onPoint, onView, onPaint }: Watching,
): Chart | undefined {
  const format = useFormat()
  const theme = useAppearance((look) => look.theme)
  const contrast = useAppearance((look) => look.contrast)
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
