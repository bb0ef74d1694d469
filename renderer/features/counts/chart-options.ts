import { iso } from '../../../shared/domain/time.ts'
import uPlot from 'uplot'
import type { formats } from '../../i18n/formats.ts'

const wholeSteps = Array.from({ length: 10 }, (_, power) => [1, 2, 5].map((step) => step * 10 ** power)).flat()
const minuteS = 60
/** Half the width of the widest time label. */
const halfLabelPx = 24
const timeStepsS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 28_800, 86_400]

/** The canvas cannot use CSS variables, so the computed colours of its element are passed in. */
type Colour = 'color' | 'borderTopColor' | 'caretColor' | 'textDecorationColor' | 'fill' | 'stroke'

/**
 * Returns uPlot's options: axes in the page's language, a stepped area for the total, and a dimmer one for the gifts
 * that Giftdeck sent.
 */
export function chartOptions(place: HTMLElement, of: { format: ReturnType<typeof formats>; base: () => number }) {
  const { format } = of
  const colour = (name: Colour) => () => getComputedStyle(place)[name]
  const axis = { stroke: colour('color'), ticks: { show: false }, font: `11px ${getComputedStyle(place).fontFamily}` }
  // Show the seconds only if neighbouring labels would be equal without them.
  const clock = (stepS: number) => (at: number) =>
    format.time(iso(at * 1_000)).slice(0, stepS < minuteS ? undefined : -3)
  // Draw steps, because a total stays the same until the next reading.
  const stepped = uPlot.paths.stepped!({ align: 1 })

  return {
    width: Math.max(1, place.clientWidth),
    height: Math.max(1, place.clientHeight),
    padding: [8, halfLabelPx, 0, 0],
    legend: { show: false },
    scales: {
      x: { auto: false },
      y: { range: (_: uPlot, min: number | null, max: number | null) => paddedRange(min, max) },
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
        points: dotAtLastPoint(colour('caretColor')),
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

/** Marks the last point with a dot. Without it the newest rise is only a thin line until the next reading. */
const dotAtLastPoint = (colour: () => string): uPlot.Series.Points => ({
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

/** Returns the totals that get a label: round ones, or the lowest and the highest if fewer than two round ones fit. */
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

/** Returns the range of the y axis with padding, but not below zero. It is never empty, also for a flat line. */
function paddedRange(min: number | null, max: number | null): uPlot.Range.MinMax {
  if (min === null || max === null) return [0, 1]
  const padding = Math.max(1, (max - min) * 0.1)
  return [Math.max(0, Math.floor(min - padding)), Math.ceil(max + padding)]
}

/** A range of time on the chart, in seconds since 1970. */
export interface Stretch {
  min: number
  max: number
}

/** The shortest visible range. Readings are seconds apart, so a shorter one would show nothing more. */
const shortestS = 10

/** Moves a range into the session without a change of length, if possible. Null = the whole session. */
function within(whole: Stretch, { min, max }: Stretch): Stretch | null {
  const length = Math.max(shortestS, max - min)
  if (length >= whole.max - whole.min) return null
  const from = Math.min(Math.max(min, whole.min), whole.max - length)
  return { min: from, max: from + length }
}

/** Returns the view after a zoom. A `factor` under 1 zooms in; the instant `around` keeps its place. */
export function zoomed(whole: Stretch, view: Stretch | null, factor: number, around?: number): Stretch | null {
  const now = view ?? whole
  const fixed = around ?? (now.min + now.max) / 2
  return within(whole, { min: fixed - (fixed - now.min) * factor, max: fixed + (now.max - fixed) * factor })
}

/** Returns the view moved by a `share` of the visible range; a positive share moves to the right. */
export function panned(whole: Stretch, view: Stretch | null, share: number): Stretch | null {
  if (view === null) return null
  const by = (view.max - view.min) * share
  return within(whole, { min: view.min + by, max: view.max + by })
}

/** Returns the view moved just as far as needed to show the instant. */
export function showing(whole: Stretch, view: Stretch | null, at: number): Stretch | null {
  if (view === null || isInSight(whole, view, at)) return view
  const by = at - (at < view.min ? view.min : view.max)
  return within(whole, { min: view.min + by, max: view.max + by })
}

export function isInSight(whole: Stretch, view: Stretch | null, at: number): boolean {
  const { min, max } = view ?? whole
  return at >= min && at <= max
}

/** Returns the view for a range that was selected with the mouse, from either end. */
export const chosen = (whole: Stretch, from: number, to: number): Stretch | null =>
  within(whole, { min: Math.min(from, to), max: Math.max(from, to) })
