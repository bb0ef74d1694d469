import type { DeckKey, DeckPage } from '../../../../shared/contract/deck.ts'
import { mostKeys } from '../../../../shared/contract/deck.ts'

/** Pure functions: each returns a new deck and leaves the old one unchanged. */
export type Pages = readonly DeckPage[]

const onPage = (pages: Pages, pageId: string, change: (page: DeckPage) => DeckPage): Pages =>
  pages.map((page) => (page.id === pageId ? change(page) : page))

const pageOf = (pages: Pages, keyId: string) => pages.find(({ keys }) => keys.some(({ id }) => id === keyId))

export const addKey = (pages: Pages, pageId: string, key: DeckKey) =>
  onPage(pages, pageId, (page) => ({ ...page, keys: [...page.keys, key] }))

export const replaceKey = (pages: Pages, key: DeckKey): Pages =>
  pages.map((page) => ({ ...page, keys: page.keys.map((one) => (one.id === key.id ? key : one)) }))

export const removeKey = (pages: Pages, keyId: string): Pages =>
  pages.map((page) => ({ ...page, keys: page.keys.filter(({ id }) => id !== keyId) }))

/** Copies a key. The copy follows the original and has no hotkey, because a hotkey belongs to one key only. */
export function duplicateKey(pages: Pages, keyId: string, copyId: string): Pages {
  return pages.map((page) => ({
    ...page,
    keys: page.keys.flatMap((key) => {
      if (key.id !== keyId) return [key]
      const { hotkey: _, ...copy } = key
      return [key, { ...copy, id: copyId }]
    }),
  }))
}

/** Moves a key to another position on its page. */
export function moveKey(pages: Pages, keyId: string, to: number): Pages {
  const page = pageOf(pages, keyId)
  const from = page?.keys.findIndex(({ id }) => id === keyId) ?? -1
  const [key] = page?.keys.slice(from, from + 1) ?? []
  if (page === undefined || key === undefined || from === to) return pages
  return onPage(pages, page.id, (one) => ({ ...one, keys: one.keys.toSpliced(from, 1).toSpliced(to, 0, key) }))
}

/** Moves a key to the end of another page. */
export function moveToPage(pages: Pages, keyId: string, pageId: string): Pages {
  const key = pageOf(pages, keyId)?.keys.find(({ id }) => id === keyId)
  return key === undefined ? pages : addKey(removeKey(pages, keyId), pageId, key)
}

export const addPage = (pages: Pages, id: string): Pages => [...pages, { id, name: '', keys: [] }]

export const renamePage = (pages: Pages, pageId: string, name: string) =>
  onPage(pages, pageId, (page) => ({ ...page, name }))

/** Removes a page. The last page of a deck is emptied instead, because a deck always has a page. */
export function removePage(pages: Pages, pageId: string): Pages {
  const rest = pages.filter(({ id }) => id !== pageId)
  return rest.length > 0 ? rest : pages.map((page) => ({ ...page, name: '', keys: [] }))
}

export function movePage(pages: Pages, pageId: string, by: 1 | -1): Pages {
  const from = pages.findIndex(({ id }) => id === pageId)
  const page = pages[from]
  const to = from + by
  if (page === undefined || to < 0 || to >= pages.length) return pages
  return pages.toSpliced(from, 1).toSpliced(to, 0, page)
}

export const isFull = ({ keys }: Pick<DeckPage, 'keys'>) => keys.length >= mostKeys
