import type { Overlay } from '../../../shared/contract/overlays.ts'
import { client } from '../../platform/client.ts'
import { createResource } from '../../platform/resource.ts'

/** Null until the server has answered. */
export const overlays = createResource<{ items: readonly Overlay[] | null }>('overlays', {
  initial: { items: null },
  load: () => client.overlays.list(),
})
