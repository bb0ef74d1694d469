import { mostPages, type DeckKey, type DeckPage } from '../contract/deck.ts'
import { isRoutable } from '../contract/routable.ts'

type Pages = readonly DeckPage[]

/** What adding a file's pages to a deck comes to. */
interface AddedPages {
  pages: DeckPage[]
  /** Hotkeys that other keys have already; the keys came without them. */
  hotkeysLeftOff: number
  /** A deck holds twenty pages. */
  fits: boolean
}

/** Ids are made anew, since the same file may be added twice. */
export function addPages(deck: Pages, added: Pages, newId: () => string): AddedPages {
  const taken = new Set(deck.flatMap(({ keys }) => keys.map(({ hotkey }) => hotkey)))
  let hotkeysLeftOff = 0
  const fresh = (key: DeckKey): DeckKey => {
    const { hotkey, ...rest } = key
    if (hotkey === undefined || !taken.has(hotkey)) return { ...key, id: newId() }
    hotkeysLeftOff += 1
    return { ...rest, id: newId() }
  }
  const pages = [...deck, ...added.map((page) => ({ ...page, id: newId(), keys: page.keys.map(fresh) }))]
  return { pages, hotkeysLeftOff, fits: pages.length <= mostPages }
}

export const countKeys = (pages: Pages) => pages.reduce((sum, { keys }) => sum + keys.length, 0)

/** The same deck, where every id that no route can carry is a new one: the same one each time. */
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
