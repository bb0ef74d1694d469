import type { DeckKey } from '../../../shared/contract/deck.ts'
import { client } from '../../app/client.ts'
import { useConnection } from '../../app/connection.ts'
import { peopleOf } from '../people/store.ts'
import { applySafety, useStatus } from '../status/store.ts'
import { hindrance, isLocked } from './hindrance.ts'
import { useDeck } from './store.ts'

/** The second half of a double click must not fire what its first half armed. */
const deafAfterArmingMs = 400

const countCalls = (key: DeckKey, by: 1 | -1) =>
  useDeck.setState(({ pressing }) => ({ pressing: { ...pressing, [key.id]: (pressing[key.id] ?? 0) + by } }))

/** One press of one key: it explains itself, arms a locked live room, or becomes exactly one send. */
export async function press(key: DeckKey) {
  const { status } = useStatus.getState()
  const why = hindrance(useConnection.getState().state, status, key.vendor)
  if (why !== null) useDeck.setState({ blocked: { key, hindrance: why } })
  else if (performance.now() >= useDeck.getState().deafUntil) await (isLocked(status) ? arm(key) : fire(key))
}

async function arm(key: DeckKey) {
  useDeck.setState({ blocked: null, deafUntil: Infinity })
  try {
    applySafety(await client.safety.arm({}))
  } catch (error) {
    useDeck.setState({ blocked: { key, error } })
  } finally {
    useDeck.setState({ deafUntil: performance.now() + deafAfterArmingMs })
  }
}

async function fire(key: DeckKey) {
  countCalls(key, 1)
  useDeck.setState({ blocked: null })
  try {
    await client.gifts.fire(giftOf(key))
  } catch (error) {
    useDeck.setState({ blocked: { key, error } })
  } finally {
    countCalls(key, -1)
  }
}

/** The multiplier multiplies how many; ZEGO's Value stays the key's. */
function giftOf(key: DeckKey) {
  const { multiplier } = useDeck.getState()
  const value = key.value === undefined ? {} : { value: key.value }
  return { vendor: key.vendor, giftId: key.giftId, count: multiplier, ...value, ...peopleOf(key.vendor) }
}
