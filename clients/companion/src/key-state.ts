import type { ConnectionState, View } from '../../giftdeck-client/client.ts'
import type { Choice } from './key-choice.ts'
import type { OwnPresses, PressState } from './own-presses.ts'

/** Why a press would send nothing now. */
export type Blocked = 'offline' | 'connecting' | 'other-room' | 'missing' | 'stopped' | 'locked'

/** Everything that the module shows. */
export interface Shown {
  connection: ConnectionState | null
  view: View | null
  presses: OwnPresses
  /** In milliseconds since 1970. */
  now: number
}

/** Null while the connection is lost: what was last known may no longer be true. */
export const liveView = ({ connection, view }: Shown) => (connection?.is === 'online' ? view : null)

/** Only a live room has a lock. */
export const isLocked = ({ environment, armed }: Pick<View['status'], 'environment' | 'armed'>) =>
  environment === 'live' && !armed

/** Rounded up, so that 0 means closed. */
export function armedSeconds(shown: Shown): number {
  const status = liveView(shown)?.status
  if (!status?.armed || status.armedUntil === null) return 0
  return Math.max(0, Math.ceil((Date.parse(status.armedUntil) - shown.now) / 1_000))
}

export const keyOfView = (view: View | null, { room, id }: Choice) =>
  view?.deck.room === room ? view.deck.pages.flatMap(({ keys }) => keys).find((key) => key.id === id) : undefined

export function blockedBy(shown: Shown, choice: Choice): Blocked | null {
  if (shown.connection?.is === 'connecting') return 'connecting'
  const view = liveView(shown)
  if (view === null) return 'offline'
  const { status, deck } = view
  if (status.room !== choice.room) return 'other-room'
  // After a room switch the deck is loaded a moment later than the status.
  if (deck.room === status.room && !keyOfView(view, choice)) return 'missing'
  if (status.stopped) return 'stopped'
  return isLocked(status) ? 'locked' : null
}

/** Each state has a word or a sign of its own, because a colour alone tells nothing to many eyes. */
const blockedText: Record<Blocked, string> = {
  offline: 'OFFLINE',
  connecting: 'CONNECTING',
  'other-room': 'OTHER ROOM',
  missing: 'NO SUCH KEY',
  stopped: 'STOPPED',
  locked: 'LOCKED',
}

export const pressText: Record<PressState, string> = {
  running: '… sending',
  delivered: '✓ delivered',
  refused: '✗ not sent',
  unknown: '? not known',
  held: '‖ held',
}

export interface KeyState {
  blocked: Blocked | null
  /** The last press by this module; null before the first. */
  last: PressState | null
  /** The delivered pieces of this session, from all devices; null if they are not known now. */
  pieces: number | null
  isFromElsewhere: boolean
}

export function keyState(shown: Shown, choice: Choice, choiceId: string): KeyState {
  const view = liveView(shown)
  const isThere = view !== null && keyOfView(view, choice) !== undefined
  return {
    blocked: blockedBy(shown, choice),
    last: shown.presses.outcome(choiceId)?.state ?? null,
    pieces: isThere ? view.piecesOfKey(choice.id) : null,
    isFromElsewhere: isThere && shown.presses.isFromElsewhere(view.lastOfKey(choice.id)),
  }
}

/** The state in one line: what keeps a press from being sent, and the last press. */
export const stateText = ({ blocked, last }: KeyState) =>
  [blocked === null ? [] : blockedText[blocked], last === null ? [] : pressText[last]].flat().join(' ') || 'ready'
