import type { PressKey } from '../../../shared/contract/deck.ts'
import type { Vendor } from '../../../shared/contract/fields.ts'
import type { Accepted } from '../../../shared/contract/send.ts'
import { peopleOfPress } from '../../../shared/domain/senders.ts'
import type { AppDeps } from '../app-deps.ts'
import { fail } from '../errors/call-errors.ts'
import type { PeopleStore } from '../people/people.ts'
import { fireGifts } from '../sends/fire-gift.ts'
import type { PressOrigin } from '../sends/press.ts'
import type { DeckKeys } from './keys.ts'

export interface PressKeyDeps extends AppDeps {
  keys: DeckKeys
  people: PeopleStore
}

/** Presses a key of the active room's deck by its id. All its gifts are one press: either all are recorded or none. */
export type KeyPress = (input: PressKey, origin: PressOrigin) => Promise<Accepted[]>

export function createKeyPress(deps: PressKeyDeps): KeyPress {
  const turns = createTurns()
  return async ({ id, room, count }, origin) => {
    const { config } = deps.room()
    if (room !== undefined && room !== config.name)
      throw fail('OTHER_ROOM', `The room in use is "${config.name}", not "${room}". Nothing was sent.`, {
        room: config.name,
      })
    const key = deps.keys
      .get(config.name)
      .flatMap((page) => page.keys)
      .find((each) => each.id === id)
    if (!key) throw fail('NOT_FOUND', `There is no key "${id}" on the deck of "${config.name}". Nothing was sent.`)

    const vendors = key.gifts.map(({ vendor }) => vendor)
    const turn = turns.take(vendors)
    const people = peopleOfPress(deps.people.get(config), vendors, turn.number, deps.random.fraction())
    const times = count ?? key.multiplier ?? 1
    try {
      const gifts = key.gifts.map(({ vendor, giftId, value }) => ({
        vendor,
        giftId,
        count: times,
        ...(value !== undefined && { value }),
        ...people(vendor),
      }))
      return await fireGifts(deps, gifts, id, origin)
    } catch (error) {
      turn.giveBack()
      throw error
    }
  }
}

/** Counts the presses of each vendor, so that the viewers of a room take turns whichever program presses. */
function createTurns() {
  const next: Record<Vendor, number> = { tencent: 0, zego: 0 }
  return {
    take(vendors: readonly Vendor[]) {
      const before = { ...next }
      const number = Math.max(...vendors.map((vendor) => next[vendor]))
      for (const vendor of vendors) next[vendor] = number + 1
      return {
        number,
        /** A refused press used no turn, unless a later press has taken one meanwhile. */
        giveBack() {
          if (vendors.every((vendor) => next[vendor] === number + 1))
            for (const vendor of vendors) next[vendor] = before[vendor]
        },
      }
    },
  }
}
