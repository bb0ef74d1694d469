import { useCallback, useEffect } from 'react'
import type { DeckKey } from '../../../shared/contract/deck.ts'
import { type Vendor, vendors } from '../../../shared/domain/vendors.ts'
import { useStatus } from '../status/store.ts'
import { loadCatalogue, resetCatalogues, useCatalogues } from './catalogues.ts'

/** The vendors that can be asked now, as a string, so that the effect runs only when they change. */
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

/** Whether a key's gift is missing from the vendor's list; a vendor without a list gives no answer. */
export function useUnlisted() {
  const askable = useAskable()
  const catalogues = useCatalogues()
  useEffect(() => {
    resetCatalogues()
    const [, ...connections] = askable.split('\n')
    for (const vendor of vendors) if (connections.some((line) => line.startsWith(vendor))) loadCatalogue(vendor)
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
