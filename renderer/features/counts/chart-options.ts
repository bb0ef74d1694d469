import uPlot from 'uplot'
import type { formats } from '../../i18n/format.ts'

const wholeSteps = Array.from({ length: 10 }, (_, power) => [1, 2, 5].map((step) => step * 10 ** power)).flat()
const minuteS = 60
const timeStepsS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 28_800, 86_400]

/** The canvas knows no tokens, so these computed colours of its place stand for them. */
type Colour = 'color' | 'borderTopColor' | 'caretColor' | 'textDecorationColor' | 'fill' | 'stroke'

/** How the chart looks: axes in the chosen language, a stepped area for the total and a dimmer one for our own. */
export function chartOptions(place: HTMLElement, of: { format: ReturnType<typeof formats>; base: () => number }) {
  const { format } = of
  const colour = (name: Colour) => () => getComputedStyle(place)[name]
  const axis = { stroke: colour('color'), ticks: { show: false }, font: `11px ${getComputedStyle(place).fontFamily}` }
  // Seconds only where neighbouring labels would read alike without them.
  const clock = (stepS: number) => (at: number) =>
    format.time(new Date(at * 1_000).toISOString()).slice(0, stepS < minuteS ? undefined : -3)
  // A total holds until the next reading says otherwise, so it steps.
  const stepped = uPlot.paths.stepped!({ align: 1 })

  return {
    width: Math.max(1, place.clientWidth),
    height: Math.max(1, place.clientHeight),
    // On the right: half a time label.
    padding: [8, 24, 0, 0],
    legend: { show: false },
    scales: {
      x: { auto: false },
      y: { range: (_: uPlot, min: number | null, max: number | null) => roomAround(min, max) },
    },
    axes: [
      {
        ...axis,
        grid: { show: false },
        size: 22,
        gap: 4,
        incrs: timeStepsS,
        space: 72,
        values: (_u: uPlot, at: number[], _i: number, _s: number, step: number) => at.map(clock(step)),
      },
      {
        ...axis,
        grid: { stroke: colour('borderTopColor'), width: 1 },
        incrs: wholeSteps,
        gap: 6,
        space: 28,
        size: (_: uPlot, labels: string[] | null) =>
          14 + 7 * Math.max(1, ...(labels ?? []).map((label) => label.length)),
        values: (_: uPlot, totals: number[]) => totals.map((total) => format.number(total)),
      },
    ],
    series: [
      {},
      {
        paths: stepped,
        stroke: colour('caretColor'),
        fill: colour('textDecorationColor'),
        fillTo: of.base,
        width: 2,
        points: { show: false },
      },
      {
        paths: stepped,
        stroke: colour('stroke'),
        fill: colour('fill'),
        fillTo: of.base,
        width: 1,
        points: { show: false },
      },
    ],
  } satisfies uPlot.Options
}

/** Some air over and under, never under zero, and never a flat line's division by nothing. */
function roomAround(min: number | null, max: number | null): uPlot.Range.MinMax {
  if (min === null || max === null) return [0, 1]
  const air = Math.max(1, (max - min) * 0.1)
  return [Math.max(0, Math.floor(min - air)), Math.ceil(max + air)]
}
