import { useEffect, useState } from 'react'
import type { Vendor } from '../../../shared/contract/fields.ts'
import type { Catalogue } from '../../../shared/contract/gifts.ts'
import { client } from '../../app/client.ts'

/** The vendor's gifts; empty where it cannot be asked, since a gift id can always be typed. */
export function useCatalogue(vendor: Vendor): Catalogue['gifts'] {
  const [catalogue, setCatalogue] = useState<Catalogue | null>(null)
  useEffect(() => {
    let wanted = true
    client.gifts.list({ vendor }).then(
      (found) => wanted && setCatalogue(found),
      () => wanted && setCatalogue(null),
    )
    return () => {
      wanted = false
    }
  }, [vendor])
  return catalogue?.vendor === vendor ? catalogue.gifts : []
}
