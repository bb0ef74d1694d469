import type { DeckKey, DeckPage } from '../../../shared/contract/deck.ts'

/**
 * The Stream Decks that a profile can be made for. `code` is what the Stream Deck app calls a model. A model has several
 * codes, one for each of its generations; the app moves a profile to the deck that is connected.
 */
export const deckModels = {
  mini: { code: '20GAI9901', columns: 3, rows: 2 },
  neo: { code: '20GBJ9901', columns: 4, rows: 2 },
  standard: { code: '20GBA9901', columns: 5, rows: 3 },
  plus: { code: '20GBD9901', columns: 4, rows: 2 },
  xl: { code: '20GAT9901', columns: 8, rows: 4 },
} as const
export type DeckModel = keyof typeof deckModels

/** The Stream Deck app has ten pages in a profile. */
const mostProfilePages = 10

/** What one key of the Stream Deck does. */
export type Placed = { is: 'fire'; key: DeckKey } | { is: 'stop' | 'armed' | 'count' | 'previous' | 'next' }

interface ProfilePage {
  name: string
  /** By its place, such as `0,0` for the first column of the first row. */
  places: ReadonlyMap<string, Placed>
}

export interface Layout {
  pages: readonly ProfilePage[]
  /** The keys that do not fit on the ten pages. */
  leftOut: readonly DeckKey[]
}

interface Part {
  name: string
  keys: readonly DeckKey[]
}

/** Cuts a page of the deck into parts of at most `size` keys. */
const cut = ({ name, keys }: Part, size: number): Part[] =>
  Array.from({ length: Math.ceil(keys.length / size) }, (_, index) => ({
    name,
    keys: keys.slice(index * size, (index + 1) * size),
  }))

/**
 * Puts the keys of a deck on the pages of a Stream Deck. STOP is in the lower right corner of every page, and the keys
 * that change the page are in the lower left corner. A page of the deck begins a page of the profile, as long as there
 * are enough; else the keys follow each other without gaps. The live lock and the count take places that stay free.
 */
export function layOut(deck: readonly DeckPage[], model: DeckModel): Layout {
  const { columns, rows } = deckModels[model]
  const lastRow = rows - 1
  const stop = `${columns - 1},${lastRow}`
  const [previous, next] = [`0,${lastRow}`, `1,${lastRow}`]
  const all = Array.from({ length: columns * rows }, (_, index) => `${index % columns},${Math.floor(index / columns)}`)

  const filled = deck.filter(({ keys }) => keys.length > 0)
  const isOnePage = filled.length <= 1 && (filled[0]?.keys.length ?? 0) < all.length
  const reserved = isOnePage ? [stop] : [stop, previous, next]
  const open = all.filter((place) => !reserved.includes(place))

  const parts = filled.flatMap((page) => cut(page, open.length))
  const packed = cut({ name: '', keys: filled.flatMap(({ keys }) => keys) }, open.length)
  const chosen = parts.length > mostProfilePages ? packed : parts
  const used = chosen.length === 0 ? [{ name: '', keys: [] }] : chosen.slice(0, mostProfilePages)

  const pages = used.map(({ name, keys }, index) => {
    const places = new Map<string, Placed>()
    for (const [at, key] of keys.entries()) places.set(open[at]!, { is: 'fire', key })
    const free = open.slice(keys.length)
    for (const is of ['armed', 'count'] as const) {
      const place = free.pop()
      if (place !== undefined) places.set(place, { is })
    }
    if (index > 0) places.set(previous, { is: 'previous' })
    if (index < used.length - 1) places.set(next, { is: 'next' })
    return { name, places: places.set(stop, { is: 'stop' }) }
  })
  return { pages, leftOut: chosen.slice(mostProfilePages).flatMap(({ keys }) => keys) }
}
