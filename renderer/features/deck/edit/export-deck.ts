import { writeDeckFile } from '../../../../shared/deck-file.ts'
import type { Pages } from './changes.ts'

/** `Evening show` -> `evening-show.giftdeck`: JSON, under the name by which the installed Giftdeck opens it. */
const fileName = (room: string | null) =>
  `${
    (room ?? '')
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
      .replaceAll(/^-|-$/g, '') || 'deck'
  }.giftdeck`

/** Offers the deck as a file; where it goes is the browser's question. */
export function exportDeck(room: string | null, pages: Pages) {
  const address = URL.createObjectURL(new Blob([writeDeckFile(pages)], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = address
  link.download = fileName(room)
  link.click()
  URL.revokeObjectURL(address)
}
