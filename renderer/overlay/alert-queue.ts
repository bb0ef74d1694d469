import type { OverlayAlert } from '../../shared/contract/overlays.ts'

/** What one alert shows: a gift, or how many more gifts there were than names fit. */
export type ShownAlert = ({ is: 'gift' } & OverlayAlert) | { is: 'more'; pieces: number }

/** Shows alerts one after the other. In a storm equal gifts add up, and the rest become one sum, so none is lost. */
export interface AlertQueue {
  add(alert: OverlayAlert): void
  /** Drops what waits and hides what is shown. */
  clear(): void
}

/** How long an alert is shown, by the number of alerts that wait behind it. */
const shownMs = (waiting: number) => (waiting === 0 ? 3_000 : waiting < 3 ? 1_500 : 900)
/** Gifts of more kinds than this become one sum. */
const mostWaiting = 5

export function createAlertQueue(deps: {
  /** Null hides the alert. A gift that arrives while the same one is shown is shown again with the sum. */
  show(alert: ShownAlert | null): void
  setTimeout(run: () => void, ms: number): unknown
  clearTimeout(timer: unknown): void
}): AlertQueue {
  const waiting: ShownAlert[] = []
  let current: ShownAlert | null = null
  let timer: unknown

  const showFor = (alert: ShownAlert) => {
    current = alert
    deps.show(alert)
    deps.clearTimeout(timer)
    timer = deps.setTimeout(next, shownMs(waiting.length))
  }
  const next = () => {
    const first = waiting.shift()
    if (first) return showFor(first)
    current = null
    deps.show(null)
  }

  return {
    add(alert) {
      // Only while nothing waits, since otherwise one gift could keep the others waiting for ever.
      if (current && waiting.length === 0 && isSame(current, alert))
        return showFor({ ...current, pieces: current.pieces + alert.pieces })
      const place = waiting.findIndex((each) => isSame(each, alert))
      if (place >= 0) waiting[place] = plus(waiting[place]!, alert.pieces)
      else if (waiting.length < mostWaiting) waiting.push({ is: 'gift', ...alert })
      else {
        const last = waiting.at(-1)!
        if (last.is === 'more') waiting[waiting.length - 1] = plus(last, alert.pieces)
        else waiting.push({ is: 'more', pieces: alert.pieces })
      }
      if (!current) next()
    },
    clear() {
      waiting.length = 0
      deps.clearTimeout(timer)
      current = null
      deps.show(null)
    },
  }
}

const isSame = (shown: ShownAlert, { name, icon }: OverlayAlert) =>
  shown.is === 'gift' && shown.name === name && shown.icon === icon

const plus = (shown: ShownAlert, pieces: number): ShownAlert => ({ ...shown, pieces: shown.pieces + pieces })
