import { iso } from '../../../shared/domain/time.ts'
import uPlot from 'uplot'
import type { formats } from '../../i18n/format.ts'

const wholeSteps = Array.from({ length: 10 }, (_, power) => [1, 2, 5].map((step) => step * 10 ** power)).flat()
const minuteS = 60
/** Half a time label at most. */
const halfLabelPx = 24
const timeStepsS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 28_800, 86_400]

/** The canvas cannot use CSS variables, so the computed colours of its element are passed in. */
type Colour = 'color' | 'borderTopColor' | 'caretColor' | 'textDecorationColor' | 'fill' | 'stroke'

/**
 * The chart's appearance: axes in the chosen language, a stepped area for the total and a dimmer one for our own gifts.
 */
export function chartOptions(place: HTMLElement, of: { format: ReturnType<typeof formats>; base: () => number }) {
  const { format } = of
  const colour = (name: Colour) => () => getComputedStyle(place)[name]
  const axis = { stroke: colour('color'), ticks: { show: false }, font: `11px ${getComputedStyle(place).fontFamily}` }
  // Seconds only if neighbouring labels would be equal without them.
  const clock = (stepS: number) => (at: number) =>
    format.time(iso(at * 1_000)).slice(0, stepS < minuteS ? undefined : -3)
  // A total holds until the next reading says otherwise, so it steps.
  const stepped = uPlot.paths.stepped!({ align: 1 })

  return {
    width: Math.max(1, place.clientWidth),
    height: Math.max(1, place.clientHeight),
    padding: [8, halfLabelPx, 0, 0],
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
        // A label close to the left edge would overlap the lowest total.
        values: (u: uPlot, at: number[], _i: number, _s: number, step: number) =>
          at.map((each) => (u.valToPos(each, 'x') < halfLabelPx ? '' : clock(step)(each))),
      },
      {
        ...axis,
        grid: { stroke: colour('borderTopColor'), width: 1 },
        incrs: wholeSteps,
        gap: 6,
        space: 28,
        splits: (u: uPlot, _i: number, min: number, max: number, step: number) =>
          totalsToLabel({ min, max }, step, u.series[1]!),
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
        points: lastAlone(colour('caretColor')),
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

/** The newest rise is a thin line until the next reading gives it width, so a dot marks the last point. */
const lastAlone = (colour: () => string): uPlot.Series.Points => ({
  show: false,
  filter: (u, series) => {
    const last = u.data[series]!.findLastIndex((total) => total !== null)
    return last === -1 ? null : [last]
  },
  size: 6,
  width: 0,
  stroke: colour,
  fill: colour,
})

/** Round totals; if the plot has room for fewer than two, the lowest and the highest visible ones. */
export function totalsToLabel(
  { min, max }: { min: number; max: number },
  step: number,
  drawn: { min?: number; max?: number },
): number[] {
  const first = Math.ceil(min / step) * step
  const round = Array.from({ length: Math.max(0, Math.floor((max - first) / step) + 1) }, (_, n) => first + n * step)
  const [low, high] = [drawn.min, drawn.max]
  if (round.length > 1 || low === undefined || high === undefined || !(low < high)) return round
  return [low, high]
}

/** Padding above and below, never below zero. A flat line must not cause a division by zero. */
function roomAround(min: number | null, max: number | null): uPlot.Range.MinMax {
  if (min === null || max === null) return [0, 1]
  const air = Math.max(1, (max - min) * 0.1)
  return [Math.max(0, Math.floor(min - air)), Math.ceil(max + air)]
}

/** A range of time on the chart, in seconds since 1970. */
export interface Stretch {
  min: number
  max: number
}

/** The shortest visible range: zooming in further shows nothing more. */
const shortestS = 10

/** Keeps the length where possible and stays within the session; null = the whole session. */
function within(whole: Stretch, { min, max }: Stretch): Stretch | null {
  const length = Math.max(shortestS, max - min)
  if (length >= whole.max - whole.min) return null
  const from = Math.min(Math.max(min, whole.min), whole.max - length)
  return { min: from, max: from + length }
}

/** A `factor` under 1 zooms in; the instant `around` stays in place. */
export function zoomed(whole: Stretch, view: Stretch | null, factor: number, around?: number): Stretch | null {
  const now = view ?? whole
  const fixed = around ?? (now.min + now.max) / 2
  return within(whole, { min: fixed - (fixed - now.min) * factor, max: fixed + (now.max - fixed) * factor })
}

/** `share` of the visible range; positive moves to the right. */
export function panned(whole: Stretch, view: Stretch | null, share: number): Stretch | null {
  if (view === null) return null
  const by = (view.max - view.min) * share
  return within(whole, { min: view.min + by, max: view.max + by })
}

/** Moves only as far as needed to show the instant. */
export function showing(whole: Stretch, view: Stretch | null, at: number): Stretch | null {
  if (view === null || isInSight(whole, view, at)) return view
  const by = at - (at < view.min ? view.min : view.max)
  return within(whole, { min: view.min + by, max: view.max + by })
}

export function isInSight(whole: Stretch, view: Stretch | null, at: number): boolean {
  const { min, max } = view ?? whole
  return at >= min && at <= max
}

/** The range that the host selected with the mouse. */
export const chosen = (whole: Stretch, from: number, to: number): Stretch | null =>
  within(whole, { min: Math.min(from, to), max: Math.max(from, to) })
