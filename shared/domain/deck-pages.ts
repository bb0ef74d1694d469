import { mostPages, type DeckKey, type DeckPage } from '../contract/deck.ts'
import { isRoutable } from '../contract/routable.ts'

type Pages = readonly DeckPage[]

/** The result of adding the pages of a file to a deck. */
interface AddedPages {
  pages: DeckPage[]
  /** The number of hotkeys that were dropped because other keys already use them. */
  hotkeysLeftOff: number
  /** False if the deck would have too many pages. */
  fits: boolean
}

/** Adds pages to a deck. Pages and keys get new ids, because the same file may be added twice. */
export function addPages(deck: Pages, added: Pages, newId: () => string): AddedPages {
  const taken = new Set(deck.flatMap(({ keys }) => keys.map(({ hotkey }) => hotkey)))
  let hotkeysLeftOff = 0
  const withNewId = (key: DeckKey): DeckKey => {
    const { hotkey, ...rest } = key
    if (hotkey === undefined || !taken.has(hotkey)) return { ...key, id: newId() }
    hotkeysLeftOff += 1
    return { ...rest, id: newId() }
  }
  const pages = [...deck, ...added.map((page) => ({ ...page, id: newId(), keys: page.keys.map(withNewId) }))]
  return { pages, hotkeysLeftOff, fits: pages.length <= mostPages }
}

export const countKeys = (pages: Pages) => pages.reduce((sum, { keys }) => sum + keys.length, 0)

/** Replaces every id that cannot be part of a URL path. The same deck always gets the same ids. */
export function withRoutableIds(pages: DeckPage[]): DeckPage[] {
  const ids = pages.flatMap((page) => [page.id, ...page.keys.map(({ id }) => id)])
  if (ids.every(isRoutable)) return pages
  const taken = new Set(ids)
  const free = (id: string) => {
    if (isRoutable(id)) return id
    const bare =
      id
        .replace(/[^\p{L}\p{N}_-]+/gu, '-')
        .replace(/^-+|-+$/g, '')
        .slice(0, 50) || 'key'
    for (let nth = 1; ; nth++) {
      const next = nth === 1 ? bare : `${bare}-${nth}`
      if (taken.has(next)) continue
      taken.add(next)
      return next
    }
  }
  return pages.map((page) => ({
    ...page,
    id: free(page.id),
    keys: page.keys.map((key) => ({ ...key, id: free(key.id) })),
  }))
}
