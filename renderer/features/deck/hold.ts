import { create } from 'zustand'
import type { DeckKey } from '../../../shared/contract/deck.ts'
import { useStop } from '../status/stop.ts'
import { useStatus } from '../status/store.ts'
import { isArmed } from './hindrance.ts'
import { press, whyNot } from './press.ts'

/** A steady rate that a host can follow with the eye, far below every vendor's limit. */
const holdAfterMs = 400
const repeatEveryMs = 200
const counterStaysMs = 1_200

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
  /** Presses so far; the click that ends a hold which has pressed is no press of its own. */
  presses: number
}

let current: Hold | null = null
let forget: (() => void)[] = []
let hideCounter: ReturnType<typeof setTimeout> | undefined

const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms))

/** Held by a pointer: nothing before the hold is one, since a short press is a click, and sliding off is none at all. */
export function holdByPointer(key: DeckKey): Hold {
  const hold = begin(key)
  void pause(holdAfterMs).then(() => (current === hold ? repeat(hold, repeatEveryMs) : undefined))
  return hold
}

/** Held by a key of the keyboard: pressed at once. */
export function holdByKey(key: DeckKey) {
  void repeat(begin(key), holdAfterMs)
}

export function endHold() {
  if (current === null) return
  useCombo.setState({ ended: current.presses })
  current = null
  for (const each of forget) each()
  forget = []
  hideCounter = setTimeout(() => useCombo.setState({ keyId: null, count: 0 }), counterStaysMs)
}

function begin(key: DeckKey): Hold {
  endHold()
  const hold: Hold = { key, presses: 0 }
  current = hold
  window.addEventListener('blur', endHold)
  document.addEventListener('visibilitychange', endHold)
  forget = [
    () => window.removeEventListener('blur', endHold),
    () => document.removeEventListener('visibilitychange', endHold),
    useStop.subscribe(({ busy }) => busy && endHold()),
  ]
  return hold
}

/** One press after the other, never the next before the host has answered the last; anything but a send ends it. */
async function repeat(hold: Hold, firstPauseMs: number) {
  clearTimeout(hideCounter)
  while (current === hold && (hold.presses === 0 || mayGoOn(hold.key))) {
    hold.presses += 1
    useCombo.setState({ keyId: hold.key.id, count: hold.presses, ended: 0 })
    const [pressed] = await Promise.all([press(hold.key), pause(hold.presses === 1 ? firstPauseMs : repeatEveryMs)])
    if (pressed !== 'fired') break
  }
  if (current === hold) endHold()
}

/** A hold never opens a live lock, and a lock that closes after one press ends it with that press. */
function mayGoOn(key: DeckKey) {
  const { status } = useStatus.getState()
  if (whyNot(key) !== null) return false
  return status?.environment !== 'live' || (isArmed(status) && status.hold)
}
