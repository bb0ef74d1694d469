import { mostPages, type DeckKey, type DeckPage } from './contract/deck.ts'

type Pages = readonly DeckPage[]

/** What adding a file's pages to a deck comes to. */
export interface AddedPages {
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
