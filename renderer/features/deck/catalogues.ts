import { create } from 'zustand'
import type { Vendor } from '../../../shared/contract/fields.ts'
import type { Catalogue } from '../../../shared/contract/gifts.ts'
import { client } from '../../platform/client.ts'
import { trackedRequest } from '../../platform/requests.ts'

/** Each vendor's gifts as last loaded; null until known. */
export const useCatalogues = create<Record<Vendor, Catalogue | null>>(() => ({ tencent: null, zego: null }))

/** Loads a vendor's gifts. If that fails, the last list stays. The list never blocks a press. */
export const loadCatalogue = (vendor: Vendor) => requests[vendor]()

const requestOf = (vendor: Vendor) =>
  trackedRequest(
    `catalogue.${vendor}`,
    async () => useCatalogues.setState({ [vendor]: await client.gifts.list({ vendor }) }),
    {
      besides: true,
    },
  )
const requests = { tencent: requestOf('tencent'), zego: requestOf('zego') }

export const resetCatalogues = () => useCatalogues.setState(useCatalogues.getInitialState(), true)
