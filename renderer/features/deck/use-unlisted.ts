import { useCallback, useEffect } from 'react'
import type { DeckKey } from '../../../shared/contract/deck.ts'
import { type Vendor, vendors } from '../../../shared/domain/vendors.ts'
import { useStatus } from '../status/store.ts'
import { loadCatalogue, resetCatalogues, useCatalogues } from './catalogues.ts'

/** Returns the room and its ready connections as a string, so that an effect runs only when they change. */
const useAskable = () =>
  useStatus(({ status }) =>
    status === null
      ? ''
      : [
          status.room,
          ...status.connections
            .filter(({ state }) => state === 'ready')
            .map(({ vendor, roomId }) => `${vendor} ${roomId}`),
        ].join('\n'),
  )

/** Returns a function that is true for a key whose gift is missing from its vendor's list. */
export function useUnlisted() {
  const askable = useAskable()
  const catalogues = useCatalogues()
  useEffect(() => {
    resetCatalogues()
    const [, ...connections] = askable.split('\n')
    for (const vendor of vendors)
      if (connections.some((connection) => connection.startsWith(vendor))) loadCatalogue(vendor)
  }, [askable])
  return useCallback(
    ({ gifts }: Pick<DeckKey, 'gifts'>) =>
      gifts.some(({ vendor, giftId }: { vendor: Vendor; giftId: string }) => {
        const catalogue = catalogues[vendor]
        return catalogue?.source === 'vendor' && !catalogue.gifts.some((gift) => gift.giftId === giftId)
      }),
    [catalogues],
  )
}
