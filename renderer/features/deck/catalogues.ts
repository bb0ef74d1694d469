import { create } from 'zustand'
import type { Vendor } from '../../../shared/contract/fields.ts'
import type { Catalogue } from '../../../shared/contract/gifts.ts'
import { client } from '../../app/client.ts'

/** Each vendor's gifts as last read; null until known. */
export const useCatalogues = create<Record<Vendor, Catalogue | null>>(() => ({ tencent: null, zego: null }))

/** A list that cannot be read now keeps what was known: it advises and never blocks. */
export async function loadCatalogue(vendor: Vendor) {
  try {
    useCatalogues.setState({ [vendor]: await client.gifts.list({ vendor }) })
  } catch {
    // The line or the connection says so itself.
  }
}

export const resetCatalogues = () => useCatalogues.setState(useCatalogues.getInitialState(), true)
