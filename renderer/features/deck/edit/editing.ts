import { create } from 'zustand'
import { client } from '../../../platform/client.ts'
import { useDeck, takePages } from '../store.ts'
import type { Pages } from './changes.ts'

interface Editing {
  on: boolean
  /** Decks before the present one, the newest last; undo goes back through them. */
  past: readonly Pages[]
  future: readonly Pages[]
  /** Why the deck on the screen is not the kept one; null = it is, or soon will be. */
  unsaved: { error: unknown } | null
  /** What was on the screen when another page or program replaced it. */
  replaced: Pages | null
}

const longestPast = 100
const nothing: Editing = { on: false, past: [], future: [], unsaved: null, replaced: null }

export const useEditing = create<Editing>(() => nothing)

export const startEditing = () => useEditing.setState({ on: true, past: [], future: [], replaced: null })
/** The last change can still be undone from where it is told. */
export const stopEditing = () => useEditing.setState({ on: false, replaced: null })

/** The deck waiting to be kept while an earlier one is on its way; the newest wins. */
let wanted: { room: string | null; pages: Pages } | null = null
let saving = false
/** How often this page has changed the deck. */
let changes = 0

/** For change-deck.ts, which knows what a deck must be; `checked` is `next` as the contract reads it. */
export function putOnScreen(next: Pages, checked: Pages) {
  const { room, pages } = useDeck.getState()
  if (pages === null || next === pages) return
  useEditing.setState(({ past }) => ({ past: [...past, pages].slice(-longestPast), future: [], replaced: null }))
  takePages(room, checked)
  void save(checked)
}

export function undo() {
  const { past, future } = useEditing.getState()
  const { pages } = useDeck.getState()
  const before = past.at(-1)
  if (before !== undefined && pages !== null) go(before, { past: past.slice(0, -1), future: [...future, pages] })
}

export function redo() {
  const { past, future } = useEditing.getState()
  const { pages } = useDeck.getState()
  const after = future.at(-1)
  if (after !== undefined && pages !== null) go(after, { past: [...past, pages], future: future.slice(0, -1) })
}

function go(pages: Pages, history: Pick<Editing, 'past' | 'future'>) {
  useEditing.setState({ ...history, replaced: null })
  takePages(useDeck.getState().room, pages)
  void save(pages)
}

/** One at a time and in order, so that an older deck never arrives after a newer one. */
async function save(next: Pages) {
  changes += 1
  wanted = { room: useDeck.getState().room, pages: next }
  if (saving) return
  saving = true
  try {
    while (wanted !== null) {
      const { room, pages }: typeof wanted = wanted
      wanted = null
      await client.deck.set({ ...(room === null ? {} : { room }), pages: [...pages] })
    }
    useEditing.setState({ unsaved: null })
  } catch (error) {
    useEditing.setState({ unsaved: { error } })
  } finally {
    saving = false
  }
}

export function saveAgain() {
  const { pages } = useDeck.getState()
  if (pages !== null) void save(pages)
}

/** Takes the kept deck back onto the screen, after a save that failed. */
export async function dropUnsaved() {
  wanted = null
  useEditing.setState({ unsaved: null, past: [], future: [] })
  await loadDeck()
}

/** Puts one's own deck back over the one that replaced it; undo brings the other back. */
export function takeMineBack() {
  const { replaced } = useEditing.getState()
  if (replaced !== null) putOnScreen(replaced, replaced)
}

export const forgetReplaced = () => useEditing.setState({ replaced: null })

const isSame = (a: Pages | null, b: Pages) => JSON.stringify(a) === JSON.stringify(b)

/**
 * The kept deck, unless this page holds a newer one. While it is edited here, a deck from elsewhere takes its place and
 * is said to have done so: the last to write wins. A room without an answer keeps the keys it had.
 */
export async function loadDeck() {
  const before = changes
  const kept = await client.deck.get()
  // What was changed here meanwhile is newer than this answer, and is told of again once it is kept.
  if (changes !== before) return
  const { room, pages } = useDeck.getState()
  const { on, unsaved } = useEditing.getState()
  if (kept.room !== room) useEditing.setState({ past: [], future: [], unsaved: null, replaced: null })
  else if (saving || unsaved !== null || isSame(pages, kept.pages)) return
  else if (!on || pages === null) useEditing.setState({ past: [], future: [] })
  else useEditing.setState(({ past }) => ({ past: [...past, pages].slice(-longestPast), future: [], replaced: pages }))
  takePages(kept.room, kept.pages)
}

export const resetEditing = () => useEditing.setState(nothing, true)
