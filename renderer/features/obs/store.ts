import type { Obs } from '../../../shared/contract/obs.ts'
import { client } from '../../platform/client.ts'
import { createResource } from '../../platform/resource.ts'

/** Null until the server has answered. */
export const obs = createResource<{ obs: Obs | null }>('obs', {
  initial: { obs: null },
  load: async () => ({ obs: await client.obs.get() }),
})

/** What the host changes of the connection. An absent password stays as it is, an empty one is removed. */
export interface ObsChange {
  enabled: boolean
  address?: string
  password?: string
}

export const saveObs = (change: ObsChange) => obs.save(async () => ({ obs: await client.obs.set(change) }))
