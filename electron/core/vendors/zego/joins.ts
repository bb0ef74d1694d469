import type { ZegoViewer } from '../../../../shared/contract/fields.ts'
import type { Clock } from '../../ports.ts'
import type { Answer, Trouble } from '../vendor.ts'

/**
 * Lets test viewers into the running game by its join comment, once per viewer. Best effort: the vendor does not say
 * whether the game took it, and a failure never keeps a gift back.
 */
export interface Joins {
  /** Resolves when the viewer's join comment was answered; at once where none is due. */
  ready(viewer: ZegoViewer): Promise<void>
  /** The game did not know this viewer: a new round began, so the next press may join again. */
  left(viewer: ZegoViewer): void
  /** Whether this viewer's comment was accepted, and what went wrong where it was not. */
  stateOf(viewer: ZegoViewer): { joined: boolean; trouble: Trouble | null }
}

/** A game that keeps turning a viewer away is not asked again at every press. */
const againAfterMs = 60_000

export function createJoins(lent: {
  comment: string | false
  join(viewer: ZegoViewer, comment: string): Promise<Answer<true>>
  clock: Clock
}): Joins {
  const { comment, clock } = lent
  const viewers = new Map<
    string,
    { at: number; done: Promise<void>; joined: boolean; trouble: Trouble | null; left: boolean }
  >()

  return {
    ready(viewer) {
      if (comment === false) return Promise.resolve()
      const known = viewers.get(viewer.userId)
      const mayAgain = known?.left && clock.monotonic() - known.at > againAfterMs
      if (known && !mayAgain) return known.done
      const asked = {
        at: clock.monotonic(),
        done: Promise.resolve(),
        joined: false,
        trouble: null as Trouble | null,
        left: false,
      }
      asked.done = lent.join(viewer, comment).then((answer) => {
        asked.joined = answer.ok
        asked.trouble = answer.ok ? null : answer.trouble
      })
      viewers.set(viewer.userId, asked)
      return asked.done
    },
    left(viewer) {
      const known = viewers.get(viewer.userId)
      if (!known) return
      known.left = true
      known.joined = false
    },
    stateOf: (viewer) => viewers.get(viewer.userId) ?? { joined: false, trouble: null },
  }
}
