import { isLocked } from '../../../shared/domain/arming.ts'
import type { DeckKey } from '../../../shared/contract/deck.ts'
import { client } from '../../platform/client.ts'
import { useConnection } from '../../platform/connection.ts'
import { expectReceipt } from '../../platform/expected-receipts.ts'
import { applySafety, useStatus } from '../status/store.ts'
import { blockedReasons, keyBlockedReason } from './blocked-reason.ts'
import { savedDeck } from './edit/editing.ts'
import { useDeck } from './store.ts'
import type { Multiplier } from './store.ts'

/** Presses are ignored for this long after arming, so that the second click of a double click does not fire. */
const ignoreAfterArmingMs = 400

export type Pressed = 'fired' | 'armed' | 'blocked'

const countCalls = (key: DeckKey, by: 1 | -1) =>
  useDeck.setState(({ pressing }) => ({ pressing: { ...pressing, [key.id]: (pressing[key.id] ?? 0) + by } }))

/** Presses a key once. It shows why the key is blocked, arms a locked live room, or makes one send per gift. */
export async function press(key: DeckKey): Promise<Pressed> {
  const { status } = useStatus.getState()
  const why = whyNot(key)
  if (why !== null) {
    useDeck.setState({ blocked: { key, times: timesNow(key), why } })
    return 'blocked'
  }
  if (performance.now() < useDeck.getState().ignorePressesUntil) return 'blocked'
  return isLocked(status) ? arm(key) : fire(key)
}

async function arm(key: DeckKey): Promise<Pressed> {
  const times = timesNow(key)
  useDeck.setState({ blocked: null, ignorePressesUntil: Infinity })
  try {
    applySafety(await client.safety.arm({}))
    return 'armed'
  } catch (error) {
    block(key, times, error)
    return 'blocked'
  } finally {
    useDeck.setState({ ignorePressesUntil: performance.now() + ignoreAfterArmingMs })
  }
}

async function fire(key: DeckKey): Promise<Pressed> {
  const times = timesNow(key)
  expectReceipt()
  countCalls(key, 1)
  useDeck.setState({ blocked: null })
  try {
    if (isDeckOfLastRoom()) await savedDeck.load()
    const { room, multiplier } = useDeck.getState()
    await client.deck.press({
      id: key.id,
      ...(room !== null && { room }),
      ...(multiplier !== 'own' && { count: multiplier }),
    })
    return 'fired'
  } catch (error) {
    block(key, times, error)
    return 'blocked'
  } finally {
    countCalls(key, -1)
  }
}

/** Right after a change of room the page still shows the deck of the last room. A press then counts for the new room. */
const isDeckOfLastRoom = () => {
  const active = useStatus.getState().status?.room
  return active !== undefined && active !== useDeck.getState().room
}

const block = (key: DeckKey, times: number, error: unknown) => useDeck.setState({ blocked: { key, times, error } })

/** Returns how many gifts one press of this key sends. */
export const timesOf = (key: DeckKey, multiplier: Multiplier) =>
  multiplier === 'own' ? (key.multiplier ?? 1) : multiplier

export const timesNow = (key: DeckKey) => timesOf(key, useDeck.getState().multiplier)

/** Returns why a press of this key would send nothing now; null if it would send. */
export const whyNot = (key: DeckKey) =>
  keyBlockedReason(key, timesNow(key), blockedReasons(useConnection.getState().state, useStatus.getState().status))
