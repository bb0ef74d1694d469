import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import type { formats } from '../../i18n/formats.ts'
import { chartOptions, chosen, isInSight, panned, showing, type Stretch, zoomed } from './chart-options.ts'

/** The data of the chart: a total over time, and how much of it Giftdeck sent. */
export interface Drawing {
  /** Seconds since 1970. */
  at: number[]
  total: (number | null)[]
  own: (number | null)[]
  /** The total at the start of the session, which is the base line of both areas. */
  base: number
}

export interface Chart {
  show(drawing: Drawing): void
  zoom(factor: number): void
  pan(share: number): void
  whole(): void
  /** Puts the cursor on the nth point and scrolls it into view; null removes the cursor. */
  point(index: number | null): void
  repaint(): void
  remove(): void
}

interface ChartDeps {
  format: ReturnType<typeof formats>
  /** Called with the cursor's point, its position in the figure, and whether it is in the upper third. */
  onPoint(index: number | null, leftPx: number, isHigh: boolean): void
  onView(isWhole: boolean): void
  /** Called after a drawing, with true if it has more than one point. */
  onPaint(isThere: boolean): void
}

const wheelZoom = 1.2
const wheelPan = 0.1

/** Draws an area chart that fills `place` and follows its size and colours. Undefined if the browser has no canvas. */
export function drawChart(place: HTMLElement, deps: ChartDeps): Chart | undefined {
  if (document.createElement('canvas').getContext('2d') === null) return undefined
  let all: Stretch = { min: 0, max: 1 }
  let view: Stretch | null = null

  const apply = () => plot.setScale('x', view ?? all)
  const setView = (next: Stretch | null) => {
    view = next
    // Apply the scale synchronously, not in the next microtask, because the cursor is placed by the new scale.
    plot.batch(apply)
    deps.onView(next === null)
    restoreCursor()
  }
  let base = 0
  /** The instant that the keyboard cursor is on; null while the mouse moves the cursor. */
  let pointedAt: number | null = null
  const options = chartOptions(place, { format: deps.format, base: () => base })
  const plot = new uPlot(
    {
      ...options,
      hooks: {
        setCursor: [
          (u) => {
            const { cursor, over } = u
            const isThere = cursor.left !== undefined && cursor.left >= 0
            const index = isThere ? (cursor.idx ?? null) : null
            const total = index === null ? null : u.data[1]?.[index]
            const isHigh = typeof total === 'number' && u.valToPos(total, 'y') < over.clientHeight / 3
            deps.onPoint(index, (cursor.left ?? 0) + over.offsetLeft, isHigh)
          },
        ],
        setSelect: [
          (u) => {
            const { left, width } = u.select
            if (width < 4) return
            u.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false)
            setView(chosen(all, u.posToVal(left, 'x'), u.posToVal(left + width, 'x')))
          },
        ],
      },
      cursor: {
        y: false,
        drag: { x: true, y: false, setScale: false },
        points: { size: 8, width: 2 },
        bind: {
          dblclick: () => () => {
            setView(null)
            return null
          },
        },
      },
    },
    [[], [], []],
    place,
  )

  const wheel = (event: WheelEvent) => {
    const across = event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)
    const delta = event.deltaY === 0 ? event.deltaX : event.deltaY
    const around = plot.posToVal(event.clientX - plot.rect.left, 'x')
    const next = across
      ? panned(all, view, Math.sign(delta) * wheelPan)
      : zoomed(all, view, delta > 0 ? wheelZoom : 1 / wheelZoom, around)
    // If the view cannot change, the wheel scrolls the panel.
    if (next === view) return
    event.preventDefault()
    setView(next)
  }
  plot.over.addEventListener('wheel', wheel, { passive: false })
  plot.over.addEventListener('mousemove', () => (pointedAt = null))

  const pointAt = (at: number | null) => {
    pointedAt = at
    if (at === null) return plot.setCursor({ left: -10, top: -10 })
    const value = plot.data[1]?.[plot.valToIdx(at)] ?? base
    plot.setCursor({ left: plot.valToPos(at, 'x'), top: plot.valToPos(value, 'y') })
  }

  /**
   * Puts the cursor back on its instant after the view has changed. Removes the cursor if the instant is not visible.
   */
  const restoreCursor = () => {
    if (pointedAt !== null) pointAt(isInSight(all, view, pointedAt) ? pointedAt : null)
  }

  const sized = new ResizeObserver(() => plot.setSize({ width: place.clientWidth, height: place.clientHeight }))
  sized.observe(place)
  const repaint = () => plot.redraw(false)
  const scheme = matchMedia('(prefers-color-scheme: dark)')
  scheme.addEventListener('change', repaint)

  return {
    show({ at, total, own, base: start }) {
      base = start
      all = { min: at[0] ?? 0, max: at.at(-1) ?? 1 }
      if (view !== null) view = chosen(all, view.min, view.max)
      plot.batch(() => {
        plot.setData([at, total, own], false)
        apply()
      })
      deps.onPaint(total.filter((each) => each !== null).length > 1)
      deps.onView(view === null)
      restoreCursor()
    },
    zoom: (factor) => setView(zoomed(all, view, factor, pointedAt ?? undefined)),
    pan: (share) => setView(panned(all, view, share)),
    whole: () => setView(null),
    point: (index) => {
      const at = index === null ? null : (plot.data[0][index] ?? null)
      if (at !== null && !isInSight(all, view, at)) setView(showing(all, view, at))
      pointAt(at)
    },
    repaint,
    remove: () => {
      scheme.removeEventListener('change', repaint)
      sized.disconnect()
      plot.destroy()
    },
  }
}
