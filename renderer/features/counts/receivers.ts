import { create } from 'zustand'
import { client } from '../../platform/client.ts'
import { useResource } from '../../platform/resource.ts'
import { asks } from '../../platform/readings.ts'
import { applyReadings } from './store.ts'

/** The receivers whose totals are read, the room's own first; null until known. */
export const useReceiverNames = create<{ receivers: readonly string[] | null }>()(() => ({ receivers: null }))

async function load() {
  const [{ receivers }, { readings }] = await Promise.all([client.counts.receivers(), client.counts.get()])
  useReceiverNames.setState({ receivers })
  applyReadings(readings)
}

const reload = asks('receivers', load)

/** Loaded at the start and whenever another page changed them: removed receivers must not stay on the screen. */
export const useReceivers = () => useResource('receivers', reload)

export async function chooseReceivers(receivers: readonly string[]) {
  await client.counts.setReceivers({ receivers: [...receivers] })
  await load()
}

export const resetReceivers = () => useReceiverNames.setState(useReceiverNames.getInitialState(), true)
