import { isArmed } from '../../../shared/domain/arming.ts'
import { pause } from '../../../shared/domain/pause.ts'
import { create } from 'zustand'
import type { DeckKey } from '../../../shared/contract/deck.ts'
import { watchPointer } from '../../platform/hand.ts'
import type { KeyPress } from '../../platform/keyboard/read-key.ts'
import { useStop } from '../status/stop.ts'
import { useStatus } from '../status/store.ts'
import { useEditing } from './edit/editing.ts'
import { press, whyNot } from './press.ts'

/** The times of a held key. The repeat rate is far below every vendor's limit. */
const holdTimes = {
  /** A key that is released earlier than this is pressed once. */
  firstRepeatMs: 400,
  repeatEveryMs: 200,
  /** A hold ends after this time, because an object may lie on the keyboard. */
  longestMs: 30_000,
  counterStaysMs: 1_200,
} as const

interface Combo {
  keyId: string | null
  count: number
  /** The number of presses of the last hold, once it is over. */
  ended: number
}

/** The counter of the held key. It is shown a moment longer than the hold. */
export const useCombo = create<Combo>(() => ({ keyId: null, count: 0, ended: 0 }))

export interface Hold {
  key: DeckKey
  /** The code of the held keyboard key; null for a pointer. */
  code: string | null
  /** The number of presses so far. If there was one, the click event at the release is no further press. */
  presses: number
  /** The start and the last press, in the time of the events (`performance.now()`). */
  beganAt: number
  lastAt: number
  /** True until the server has answered the last press. */
  isWaiting: boolean
}

let current: Hold | null = null
let forget: (() => void)[] = []
let hideCounter: ReturnType<typeof setTimeout> | undefined

/**
 * Starts a hold by a pointer. The first press is made after `firstRepeatMs`. A shorter press is a click event, and a
 * pointer that leaves the key earlier presses nothing.
 */
export function holdByPointer(key: DeckKey): Hold {
  const hold = begin(key, null, performance.now())
  void pause(holdTimes.firstRepeatMs).then(() => repeatByClock(hold))
  return hold
}

/**
 * Handles a key press on the keyboard. It presses the deck's key at once, and again at the keyboard's own repeats, but
 * less often. It presses only inside key events: if the release event is lost, a timer would go on pressing.
 */
export function pressByKeyboard(key: DeckKey, { code, repeat, at }: KeyPress) {
  if (!repeat) return void pressOnce(begin(key, code, at), at)
  const hold = current
  // Ignore the repeats of a key whose hold has ended, or whose press did not start here.
  if (hold === null || hold.code !== code || hold.key.id !== key.id) return
  if (isTooLong(hold, at) || !mayGoOn(key)) return endHold()
  if (hold.isWaiting || at - hold.lastAt < pauseAfter(hold)) return
  void pressOnce(hold, at)
}

export function endHold() {
  if (current === null) return
  useCombo.setState({ ended: current.presses })
  current = null
  for (const each of forget) each()
  forget = []
  hideCounterLater()
}

/** Ends the hold of a key that is removed from the screen, because its release could not be noticed any more. */
export function endHoldOf(keyId: string) {
  if (current?.key.id === keyId) endHold()
}

function begin(key: DeckKey, code: string | null, at: number): Hold {
  endHold()
  const hold: Hold = { key, code, presses: 0, beganAt: at, lastAt: at, isWaiting: false }
  current = hold
  const isOwn = (focused: Element) => focused.closest('[data-key]')?.getAttribute('data-key') === key.id
  forget = [
    watchPointer(code === null ? { by: 'pointer' } : { by: 'key', code, isOwn }, endHold),
    useStop.subscribe(({ busy }) => busy && endHold()),
    useEditing.subscribe(({ on }) => on && endHold()),
  ]
  return hold
}

/** Repeats the presses of a hold by pointer with a timer, because a pointer sends no repeats. */
async function repeatByClock(hold: Hold) {
  while (current === hold && !isTooLong(hold, performance.now()) && (hold.presses === 0 || mayGoOn(hold.key)))
    await Promise.all([pressOnce(hold, performance.now()), pause(holdTimes.repeatEveryMs)])
  if (current === hold) endHold()
}

/** Makes one press of a hold. If the press does not become a send, the hold ends. */
async function pressOnce(hold: Hold, at: number) {
  hold.presses += 1
  hold.lastAt = at
  hold.isWaiting = true
  clearTimeout(hideCounter)
  useCombo.setState({ keyId: hold.key.id, count: hold.presses, ended: 0 })
  // Without this timer the counter would stay visible if the release event of a key is lost.
  if (hold.code !== null) hideCounterLater()
  const pressed = await press(hold.key)
  hold.isWaiting = false
  if (current === hold && pressed !== 'fired') endHold()
}

const pauseAfter = ({ presses }: Hold) => (presses === 1 ? holdTimes.firstRepeatMs : holdTimes.repeatEveryMs)

const isTooLong = ({ beganAt }: Hold, at: number) => at - beganAt > holdTimes.longestMs

function hideCounterLater() {
  clearTimeout(hideCounter)
  hideCounter = setTimeout(() => useCombo.setState({ keyId: null, count: 0 }), holdTimes.counterStaysMs)
}

/** True if a hold may press again. A hold never arms a live room, and ends if the room locks after each press. */
function mayGoOn(key: DeckKey) {
  const { status } = useStatus.getState()
  if (whyNot(key) !== null) return false
  return status?.environment !== 'live' || (isArmed(status) && status.hold)
}
