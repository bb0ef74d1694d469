import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import type { formats } from '../../i18n/format.ts'
import type { Point } from './history.ts'

export interface Chart {
  show(points: readonly Point[]): void
  repaint(): void
  remove(): void
}

const wholeSteps = Array.from({ length: 10 }, (_, power) => [1, 2, 5].map((step) => step * 10 ** power)).flat()
const minuteS = 60
const timeStepsS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 28_800, 86_400]

/** An area chart that fills `place` and follows its size and colours; undefined where there is no canvas. */
export function drawChart(place: HTMLElement, format: ReturnType<typeof formats>): Chart | undefined {
  if (document.createElement('canvas').getContext('2d') === null) return undefined
  const colour = (name: 'color' | 'borderTopColor' | 'caretColor' | 'textDecorationColor') => () =>
    getComputedStyle(place)[name]
  const font = () => `11px ${getComputedStyle(place).fontFamily}`
  const axis = { stroke: colour('color'), ticks: { show: false }, font: font() }
  const grid = { stroke: colour('borderTopColor'), width: 1 }

  const plot = new uPlot(
    {
      width: Math.max(1, place.clientWidth),
      height: Math.max(1, place.clientHeight),
      // On the right: half a time label.
      padding: [8, 24, 0, 0],
      legend: { show: false },
      cursor: { show: false },
      scales: { y: { range: (_, min, max) => roomAround(min, max) } },
      axes: [
        {
          ...axis,
          grid: { show: false },
          size: 22,
          gap: 4,
          incrs: timeStepsS,
          space: 72,
          values: (_, at, _i, _s, step) => at.map(clock(step)),
        },
        {
          ...axis,
          grid,
          incrs: wholeSteps,
          gap: 6,
          space: 28,
          size: (_, labels) => 14 + 7 * Math.max(1, ...(labels ?? []).map((label) => label.length)),
          values: (_, totals) => totals.map((total) => format.number(total)),
        },
      ],
      series: [
        {},
        {
          // A total holds until the next reading says otherwise, so it steps.
          paths: uPlot.paths.stepped!({ align: 1 }),
          stroke: colour('caretColor'),
          fill: colour('textDecorationColor'),
          width: 2,
          points: { show: false },
        },
      ],
    },
    [[], []],
    place,
  )

  function clock(stepS: number) {
    // Seconds only where neighbouring labels would read alike without them.
    return (at: number) => format.time(new Date(at * 1_000).toISOString()).slice(0, stepS < minuteS ? undefined : -3)
  }

  const sized = new ResizeObserver(() => plot.setSize({ width: place.clientWidth, height: place.clientHeight }))
  sized.observe(place)
  const repaint = () => plot.redraw(false)
  const scheme = matchMedia('(prefers-color-scheme: dark)')
  scheme.addEventListener('change', repaint)

  return {
    show: (points) => plot.setData([points.map((point) => point.at / 1_000), points.map((point) => point.gifts)]),
    repaint,
    remove: () => {
      scheme.removeEventListener('change', repaint)
      sized.disconnect()
      plot.destroy()
    },
  }
}

/** Some air over and under, never under zero, and never a flat line's division by nothing. */
function roomAround(min: number | null, max: number | null): uPlot.Range.MinMax {
  if (min === null || max === null) return [0, 1]
  const air = Math.max(1, (max - min) * 0.1)
  return [Math.max(0, Math.floor(min - air)), Math.ceil(max + air)]
}
