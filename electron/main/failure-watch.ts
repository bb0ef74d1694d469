import { failedStates, isFailed } from '../../shared/domain/send-states.ts'
import type { ActiveSends } from '../core/ledger/active-sends.ts'
import type { Clock, Timer } from '../core/ports.ts'

type BadEnd = (typeof failedStates)[number]
/** The number of failed sends by their final state. */
export type Trouble = Record<BadEnd, number>

/** A paused connection or a network failure makes many sends fail at once. They are collected into one notification. */
const collectMs = 3_000

/**
 * Counts sends that fail while another program is in front. The badge counts all of them since the window last had the
 * focus; a notification covers those since the previous notification. An unknown send that turns out to be delivered is
 * removed from both counts.
 */
export function watchFailures(deps: {
  activeSends: Pick<ActiveSends, 'open' | 'onChange'>
  clock: Clock
  isFocused: () => boolean
  badge: (count: number) => void
  notify: (trouble: Trouble) => void
}) {
  const { activeSends, clock } = deps
  const unseen = new Map<string, BadEnd>()
  let unreported = new Set<string>()
  let shownCount = 0
  let reportTimer: Timer | undefined
  /** Sends already in the state `unknown`. A hint changes such a send but not its state, and is no new failure. */
  const knownUnknown = new Set<string>()
  for (const { id, state } of activeSends.open()) if (state === 'unknown') knownUnknown.add(id)

  const badge = () => {
    if (shownCount !== unseen.size) deps.badge(unseen.size)
    shownCount = unseen.size
  }
  const report = () => {
    reportTimer = undefined
    badge()
    const trouble: Trouble = { refused: 0, dropped: 0, expired: 0, unknown: 0 }
    for (const id of unreported) {
      const end = unseen.get(id)
      if (end) trouble[end]++
    }
    if (countOf(trouble) > 0) deps.notify(trouble)
    unreported = new Set()
  }
  const scheduleReport = () => (reportTimer ??= clock.setTimeout(report, collectMs))

  const stopListening = activeSends.onChange(({ id, state }) => {
    const isNews = !knownUnknown.has(id)
    if (state === 'unknown') knownUnknown.add(id)
    else knownUnknown.delete(id)

    if (!isFailed(state)) {
      if (unseen.delete(id)) scheduleReport()
    } else if (unseen.has(id)) unseen.set(id, state)
    else if (!deps.isFocused() && (isNews || state !== 'unknown')) {
      unseen.set(id, state)
      unreported.add(id)
      scheduleReport()
    }
  })
  const seen = () => {
    if (reportTimer !== undefined) clock.clearTimeout(reportTimer)
    reportTimer = undefined
    unreported = new Set()
    unseen.clear()
    badge()
  }
  return {
    /** Call it when the window gets the focus: every failure then counts as seen. */
    seen,
    stop() {
      stopListening()
      seen()
    },
  }
}

export const countOf = (trouble: Trouble) => failedStates.reduce((sum, end) => sum + trouble[end], 0)
