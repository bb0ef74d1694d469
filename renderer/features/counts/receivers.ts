import { client } from '../../platform/client.ts'
import { createResource } from '../../platform/resource.ts'
import { applyReadings } from './store.ts'

interface Receivers {
  /** The receivers whose totals are read, the room's own first; null until known. */
  receivers: readonly string[] | null
}

export const watchedReceivers = createResource<Receivers>('receivers', {
  initial: { receivers: null },
  async load() {
    const [answer, { readings }] = await Promise.all([client.counts.receivers(), client.counts.get()])
    // Apply the complete set of readings, so that the counts of removed receivers are no longer shown.
    applyReadings(readings)
    return answer
  },
})
export const useReceiverNames = watchedReceivers.use

export async function chooseReceivers(next: readonly string[]) {
  await client.counts.setReceivers({ receivers: [...next] })
  await watchedReceivers.load()
}
