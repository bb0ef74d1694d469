import type { OverlayAlert } from '../../shared/contract/overlays.ts'

/** What one alert shows: pieces of one gift, or the sum of gifts that were too many to name. */
export type ShownAlert = ({ kind: 'gift' } & OverlayAlert) | { kind: 'more'; pieces: number }

/** The number of waiting alerts from which pieces of the same gift are added up. */
const foldFromCount = 3
/** The number of waiting alerts that keep a name of their own. Further gifts are only added up. */
const mostNamedCount = 8

const wholeAlertMs = 3_000
const shortestAlertMs = 700

/** Returns how long an alert is shown: 3 s while nothing waits, and less the more alerts wait. */
export const alertMs = (waitingCount: number) => Math.max(shortestAlertMs, wholeAlertMs / (1 + waitingCount / 2))

/**
 * Creates the queue of alerts that wait to be shown. In a storm it adds gifts up instead of growing: first the pieces of
 * the same gift, then everything else into one alert at the end. The pieces that it gives out are always exactly those
 * that it was given, and it never holds more than nine alerts.
 */
export function createAlertQueue() {
  let waiting: ShownAlert[] = []

  return {
    get size() {
      return waiting.length
    },
    add({ name, icon, pieces }: OverlayAlert) {
      const isStorm = waiting.length >= foldFromCount
      const same = waiting.findLast((each) => each.kind === 'gift' && each.name === name && each.icon === icon)
      const more = waiting.at(-1)
      if (isStorm && same) same.pieces += pieces
      else if (more?.kind === 'more') more.pieces += pieces
      else if (waiting.length < mostNamedCount) waiting.push({ kind: 'gift', name, icon, pieces })
      else waiting.push({ kind: 'more', pieces })
    },
    /** Takes the next alert out of the queue. */
    take: (): ShownAlert | undefined => waiting.shift(),
    clear() {
      waiting = []
    },
  }
}

export type AlertQueue = ReturnType<typeof createAlertQueue>

/** The part of the page that shows one alert. */
export interface AlertStage {
  show(alert: ShownAlert): void
  hide(): void
}

/** The time in which one alert leaves before the next one comes. The style sheet fades an alert within it. */
const betweenAlertsMs = 200

/** Shows the alerts one after another. An alert leaves sooner if others arrive while it is shown. */
export function createAlertPlayer(stage: AlertStage, queue: AlertQueue = createAlertQueue()) {
  let timer: ReturnType<typeof setTimeout> | undefined
  let state: 'idle' | 'shown' | 'leaving' = 'idle'
  let shownAt = 0

  const wait = (ms: number, then: () => void) => {
    clearTimeout(timer)
    timer = setTimeout(then, Math.max(0, ms))
  }
  const waitForEnd = () => wait(shownAt + alertMs(queue.size) - performance.now(), leave)

  function showNext() {
    const alert = queue.take()
    state = alert ? 'shown' : 'idle'
    if (!alert) return
    stage.show(alert)
    shownAt = performance.now()
    waitForEnd()
  }
  function leave() {
    stage.hide()
    state = 'leaving'
    wait(betweenAlertsMs, showNext)
  }

  return {
    add(alert: OverlayAlert) {
      queue.add(alert)
      if (state === 'idle') showNext()
      else if (state === 'shown') waitForEnd()
    },
    /** Ends the alert that is shown and forgets those that wait. */
    clear() {
      clearTimeout(timer)
      queue.clear()
      state = 'idle'
      stage.hide()
    },
  }
}
