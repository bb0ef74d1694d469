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

/** Every wait of a held key. The rate is slow enough to watch, and far below every vendor's limit. */
const holdTimes = {
  /** Releasing earlier than this makes a single press. */
  firstRepeatMs: 400,
  repeatEveryMs: 200,
  /** The longest hold. After this, the key was probably forgotten, or an object lies on the keyboard. */
  longestMs: 30_000,
  counterStaysMs: 1_200,
} as const

interface Combo {
  keyId: string | null
  count: number
  /** The number of presses of the last hold, once it is over. */
  ended: number
}

/** The number on the key's live counter, shown a moment longer than the hold. */
export const useCombo = create<Combo>(() => ({ keyId: null, count: 0, ended: 0 }))

export interface Hold {
  key: DeckKey
  /** The code of the held keyboard key; null for a pointer. */
  code: string | null
  /** Presses so far. The click event that ends a hold with presses is no press of its own. */
  presses: number
  /** In the time of its events. */
  beganAt: number
  lastAt: number
  /** The server has not answered the last press yet. */
  isWaiting: boolean
}

let current: Hold | null = null
let forget: (() => void)[] = []
let hideCounter: ReturnType<typeof setTimeout> | undefined

/** Held by a pointer: nothing before the hold is one, since a short press is a click, and sliding off is none at all. */
export function holdByPointer(key: DeckKey): Hold {
  const hold = begin(key, null, performance.now())
  void pause(holdTimes.firstRepeatMs).then(() => repeatByClock(hold))
  return hold
}

/**
 * Pressed on the keyboard: fires at once, and again on the keyboard's own repeats, at a lower rate. It fires only
 * inside key events: if a release event gets lost, the repeats stop anyway, while a timer would go on firing.
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

/** The key was removed from the screen, so its release can no longer be noticed. */
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

/** Only a pointer hold is driven by a timer: a pointer sends no repeats, and its release event is not lost. */
async function repeatByClock(hold: Hold) {
  while (current === hold && !isTooLong(hold, performance.now()) && (hold.presses === 0 || mayGoOn(hold.key)))
    await Promise.all([pressOnce(hold, performance.now()), pause(holdTimes.repeatEveryMs)])
  if (current === hold) endHold()
}

/** Never press again before the server has answered; any result but a send ends the hold. */
async function pressOnce(hold: Hold, at: number) {
  hold.presses += 1
  hold.lastAt = at
  hold.isWaiting = true
  clearTimeout(hideCounter)
  useCombo.setState({ keyId: hold.key.id, count: hold.presses, ended: 0 })
  // If the release event of a key is lost, nothing else would remove the number.
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

/** A hold never unlocks a live room. If the room locks after one press, the hold ends with that press. */
function mayGoOn(key: DeckKey) {
  const { status } = useStatus.getState()
  if (whyNot(key) !== null) return false
  return status?.environment !== 'live' || (isArmed(status) && status.hold)
}
