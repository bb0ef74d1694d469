import type { ZegoViewer } from '../../../../shared/contract/fields.ts'
import type { Policy } from '../../policy.ts'
import type { Clock } from '../../ports.ts'
import type { Answer, GameStanding, Trouble } from '../vendor.ts'

/**
 * Lets test viewers into the running game by its join comment, once per viewer. Best effort: the vendor does not say
 * whether the game took it, and a failure never keeps a gift back.
 */
export interface Joins {
  /** Resolves when the viewer's join comment was answered; at once where none is due. */
  ready(viewer: ZegoViewer): Promise<void>
  /** Posts the join comment now, whatever came before; nothing where the room has none. */
  again(viewer: ZegoViewer): Promise<void>
  /** The game did not know this viewer: a new round began, so the next press may join again. */
  left(viewer: ZegoViewer): void
  /** The game took a gift of this viewer. */
  gave(viewer: ZegoViewer): void
  /** How far this viewer has come, and what went wrong with the comment. */
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
  /** A viewer stands otherwise than before. */
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
    again: (viewer) => (comment === false ? Promise.resolve() : post(viewer, comment)),
    left: (viewer) => change(viewer, 'turned-away'),
    gave: (viewer) => change(viewer, 'in'),
    stateOf,
  }
}
