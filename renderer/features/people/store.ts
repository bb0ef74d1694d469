import type { Vendor } from '../../../shared/contract/fields.ts'
import type { People, PeopleOfRoom, Viewer } from '../../../shared/contract/people.ts'
import { client } from '../../platform/client.ts'
import { createResource } from '../../platform/resource.ts'

interface PeopleState {
  /** Null until the server has answered. */
  people: PeopleOfRoom | null
}

export const peopleOfRoom = createResource<PeopleState>('people', {
  initial: { people: null },
  load: async () => ({ people: await client.people.get() }),
})
export const usePeople = peopleOfRoom.use

/** By vendor: the number of presses of this page. With it the senders take turns. */
const turns: Record<Vendor, number> = { tencent: 0, zego: 0 }

/** Shows and saves changed people. If the server refuses the change, the saved value is shown again. */
export async function savePeople({ viewers, sender, receivers, receiver }: People) {
  const before = usePeople.getState().people
  const change = { viewers, sender, receivers, receiver }
  const call = () => client.people.set({ ...change, ...(before && { roomName: before.roomName }) })
  await peopleOfRoom.save(async () => ({ people: await call() }), { people: before && { ...before, ...change } })
}

interface SenderAndReceiver {
  from?: string | NonNullable<Viewer['zego']>
  to?: string
}

/**
 * Chooses the sender and receiver of the gifts of one press, and counts it as a turn of each vendor. A missing sender
 * or receiver means the room's own. One viewer sends all gifts of the press. If no viewer has an id at all of its
 * vendors, a sender is chosen for each vendor.
 */
export function peopleOf(vendors: readonly Vendor[]): (vendor: Vendor) => SenderAndReceiver {
  const { people } = usePeople.getState()
  if (people === null) return () => ({})
  const turn = Math.max(...vendors.map((vendor) => turns[vendor]))
  for (const vendor of vendors) turns[vendor] = turn + 1
  const fraction = Math.random()
  const together = chooseSender(people, vendors, turn, fraction)
  return (vendor) => {
    const viewer = together ?? chooseSender(people, [vendor], turn, fraction)
    const from = vendor === 'tencent' ? viewer?.tencentId : viewer?.zego
    const to = people.receiver[vendor]
    return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) }
  }
}

export function resetPeople() {
  peopleOfRoom.reset()
  turns.tencent = turns.zego = 0
}

const idAt = (viewer: Viewer, vendor: Vendor) => (vendor === 'tencent' ? viewer.tencentId : viewer.zego?.userId)

/** Returns the viewers chosen to send, in the order of the list, whether or not they have an id at a vendor. */
export const chosenViewers = ({ viewers, sender }: People) =>
  sender.mode === 'room' ? [] : viewers.filter(({ id }) => sender.viewers.includes(id))

/**
 * Returns the viewer who sends this press through all these vendors; null if no chosen viewer has an id at each of
 * them. `turn` counts presses; `fraction` is random, 0 <= x < 1.
 */
export function chooseSender(
  people: People,
  vendors: readonly Vendor[],
  turn: number,
  fraction: number,
): Viewer | null {
  const able = chosenViewers(people).filter((viewer) => vendors.every((vendor) => idAt(viewer, vendor) !== undefined))
  const place = people.sender.mode === 'random' ? Math.floor(fraction * able.length) : turn % able.length
  return able[place] ?? null
}

/**
 * Returns the chosen viewers who cannot send through this vendor. `nobodyLeft` = no chosen viewer can, so the room's
 * own sender is used.
 */
export function passedOver(people: People, vendor: Vendor): { viewers: Viewer[]; nobodyLeft: boolean } {
  const chosen = chosenViewers(people)
  const viewers = chosen.filter((viewer) => idAt(viewer, vendor) === undefined)
  return { viewers, nobodyLeft: viewers.length > 0 && viewers.length === chosen.length }
}
