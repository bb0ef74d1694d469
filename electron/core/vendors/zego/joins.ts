import type { ZegoViewer } from '../../../../shared/contract/fields.ts'
import type { Policy } from '../../policy.ts'
import type { Clock } from '../../ports.ts'
import type { Answer, GameStanding, Trouble } from '../vendor.ts'

/**
 * Posts the join comment for test viewers, once per viewer. The vendor does not say whether the viewer has joined, and a
 * failure does not hold back the viewer's gift.
 */
export interface Joins {
  /** Resolves when the viewer's join comment was answered; at once if no comment is needed. */
  ready(viewer: ZegoViewer): Promise<void>
  /** Posts the join comment now, even if it was posted before. Does nothing if the room has no join comment. */
  joinAgain(viewer: ZegoViewer): Promise<void>
  /** Call when a gift was refused because the viewer was not in the game: the next press may post the comment again. */
  markLeft(viewer: ZegoViewer): void
  /** Call when a gift of this viewer was delivered, which proves that the viewer is in the game. */
  markJoined(viewer: ZegoViewer): void
  /** Whether this viewer has joined, and why the last comment failed. */
  stateOf(userId: string): ViewerState
}

interface ViewerState {
  accountState: GameStanding
  trouble: Trouble | null
}

export function createJoins(deps: {
  comment: string | false
  join(viewer: ZegoViewer, comment: string): Promise<Answer<true>>
  clock: Clock
  policy: Policy['zego']
  /** Called when the state of a viewer changed. */
  onChange(): void
}): Joins {
  const { comment, clock } = deps
  const viewers = new Map<string, ViewerState>()
  const comments = new Map<string, { at: number; done: Promise<void> }>()

  const stateOf = (userId: string): ViewerState => viewers.get(userId) ?? { accountState: 'not-asked', trouble: null }
  const change = ({ userId }: ZegoViewer, accountState: GameStanding, trouble: Trouble | null = null) => {
    const before = stateOf(userId)
    viewers.set(userId, { accountState, trouble })
    if (before.accountState !== accountState || before.trouble !== trouble) deps.onChange()
  }

  const post = (viewer: ZegoViewer, text: string) => {
    const done = deps.join(viewer, text).then((answer) => {
      const { accountState } = stateOf(viewer.userId)
      if (!answer.ok) change(viewer, accountState, answer.trouble)
      else change(viewer, accountState === 'in' ? 'in' : 'asked')
    })
    comments.set(viewer.userId, { at: clock.monotonic(), done })
    return done
  }

  return {
    ready(viewer) {
      if (comment === false) return Promise.resolve()
      const last = comments.get(viewer.userId)
      if (!last) return post(viewer, comment)
      const wasLeft = stateOf(viewer.userId).accountState === 'turned-away'
      return wasLeft && clock.monotonic() - last.at > deps.policy.joinAgainAfterMs ? post(viewer, comment) : last.done
    },
    joinAgain: (viewer) => (comment === false ? Promise.resolve() : post(viewer, comment)),
    markLeft: (viewer) => change(viewer, 'turned-away'),
    markJoined: (viewer) => change(viewer, 'in'),
    stateOf,
  }
}
