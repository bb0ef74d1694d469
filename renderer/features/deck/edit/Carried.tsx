import { useDndContext } from '@dnd-kit/core'
import type { DeckKey } from '../../../../shared/contract/deck.ts'
import { TileFace } from './TileFace.tsx'
import { pageOfDrop } from './drag-words.ts'

/** The key under the pointer; over a page's tab it makes itself small, since the tab says where it goes. */
export function Carried({ deckKey }: { deckKey: DeckKey }) {
  const { over } = useDndContext()
  const isOverTab = over !== null && pageOfDrop(over.id) !== null
  return (
    <div className={`transition-[scale,opacity] duration-120 ${isOverTab ? 'scale-50 opacity-70' : ''}`}>
      <TileFace deckKey={deckKey} lifted />
    </div>
  )
}
