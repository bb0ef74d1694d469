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

/** Every wait of a held key. The rate can be followed with the eye, and is far below every vendor's limit. */
const holdTimes = {
  /** A press that is shorter than this is one press. */
  firstRepeatMs: 400,
  repeatEveryMs: 200,
  /** A hand that holds longer was forgotten there, or something lies on the keyboard. */
  longestMs: 30_000,
  counterStaysMs: 1_200,
} as const

interface Combo {
  keyId: string | null
  count: number
  /** Presses of the last hold, once it is over. */
  ended: number
}

/** What the key's live counter shows, a moment longer than the hold. */
export const useCombo = create<Combo>(() => ({ keyId: null, count: 0, ended: 0 }))

export interface Hold {
  key: DeckKey
  /** Where the held key of the keyboard lies; null for a pointer. */
  code: string | null
  /** Presses so far; the click that ends a hold which has pressed is no press of its own. */
  presses: number
  /** By the clock of its events. */
  beganAt: number
  lastAt: number
  /** The host has not answered the last press yet. */
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
 * Pressed on the keyboard: at once, and again with the keyboard's own repeats, which are thinned out. Nothing is fired outside
 * of a key event: where a release gets lost the repeats end all the same, and a timer would go on.
 */
export function pressByKeyboard(key: DeckKey, { code, repeat, at }: KeyPress) {
  if (!repeat) return void pressOnce(begin(key, code, at), at)
  const hold = current
  // The repeats of a key whose hold has ended, or that was never pressed here, belong to nobody.
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

/** The key has left the screen, and nobody can let go of what is gone. */
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

/** Only a pointer is held by the clock: it sends no repeats, and its release is not lost. */
async function repeatByClock(hold: Hold) {
  while (current === hold && !isTooLong(hold, performance.now()) && (hold.presses === 0 || mayGoOn(hold.key)))
    await Promise.all([pressOnce(hold, performance.now()), pause(holdTimes.repeatEveryMs)])
  if (current === hold) endHold()
}

/** Never the next before the host has answered the last; anything but a send ends the hold. */
async function pressOnce(hold: Hold, at: number) {
  hold.presses += 1
  hold.lastAt = at
  hold.isWaiting = true
  clearTimeout(hideCounter)
  useCombo.setState({ keyId: hold.key.id, count: hold.presses, ended: 0 })
  // Where the release of a key gets lost nothing else would take the number away.
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

/** A hold never opens a live lock, and a lock that closes after one press ends it with that press. */
function mayGoOn(key: DeckKey) {
  const { status } = useStatus.getState()
  if (whyNot(key) !== null) return false
  return status?.environment !== 'live' || (isArmed(status) && status.hold)
}
