import { failedStates, isFailed } from '../../shared/domain/send-states.ts'
import type { ActiveSends } from '../core/ledger/active-sends.ts'
import type { Clock, Timer } from '../core/ports.ts'

type BadEnd = (typeof failedStates)[number]
/** How many of the sends that went wrong ended how. */
export type Trouble = Record<BadEnd, number>

/** A paused connection or a fallen line spoils many sends at once; they are one notice. */
const gatherMs = 3_000

/**
 * Counts what goes wrong while the host works in another program. The badge has every such send since the window was
 * last in front; a notice has those since the notice before it. An unknown send that turns out delivered leaves both.
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
  let fresh = new Set<string>()
  let badged = 0
  let gathering: Timer | undefined
  /** A hint changes a send that stays unknown. It is not a new failure. */
  const knownUnknown = new Set<string>()
  for (const { id, state } of activeSends.open()) if (state === 'unknown') knownUnknown.add(id)

  const badge = () => {
    if (badged !== unseen.size) deps.badge(unseen.size)
    badged = unseen.size
  }
  const tell = () => {
    gathering = undefined
    badge()
    const trouble: Trouble = { refused: 0, dropped: 0, expired: 0, unknown: 0 }
    for (const id of fresh) {
      const end = unseen.get(id)
      if (end) trouble[end]++
    }
    if (countOf(trouble) > 0) deps.notify(trouble)
    fresh = new Set()
  }
  const plan = () => (gathering ??= clock.setTimeout(tell, gatherMs))

  const stopListening = activeSends.onChange(({ id, state }) => {
    const isNews = !knownUnknown.has(id)
    if (state === 'unknown') knownUnknown.add(id)
    else knownUnknown.delete(id)

    if (!isFailed(state)) {
      if (unseen.delete(id)) plan()
    } else if (unseen.has(id)) unseen.set(id, state)
    else if (!deps.isFocused() && (isNews || state !== 'unknown')) {
      unseen.set(id, state)
      fresh.add(id)
      plan()
    }
  })
  const seen = () => {
    if (gathering !== undefined) clock.clearTimeout(gathering)
    gathering = undefined
    fresh = new Set()
    unseen.clear()
    badge()
  }
  return {
    /** The window is in front: whatever it shows is seen. */
    seen,
    stop() {
      stopListening()
      seen()
    },
  }
}

export const countOf = (trouble: Trouble) => failedStates.reduce((sum, end) => sum + trouble[end], 0)
