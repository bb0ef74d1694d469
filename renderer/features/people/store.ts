import type { People, PeopleOfRoom } from '../../../shared/contract/people.ts'
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

/** Shows and saves changed people. If the server refuses the change, the saved value is shown again. */
export async function savePeople({ viewers, sender, receivers, receiver }: People) {
  const before = usePeople.getState().people
  const change = { viewers, sender, receivers, receiver }
  const call = () => client.people.set({ ...change, ...(before && { roomName: before.roomName }) })
  await peopleOfRoom.save(async () => ({ people: await call() }), { people: before && { ...before, ...change } })
}
