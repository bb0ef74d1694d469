import type { DeckPage } from './contract/deck.ts'
import { isRoutable } from './contract/routable.ts'

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
