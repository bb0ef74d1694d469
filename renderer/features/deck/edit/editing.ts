import { create } from 'zustand'
import { client } from '../../../platform/client.ts'
import { createLoader } from '../../../platform/resource.ts'
import type { DeckAnswer } from '../../../../shared/contract/deck.ts'
import { useDeck, takePages } from '../store.ts'
import type { Pages } from './changes.ts'

interface Editing {
  on: boolean
  /** The previous decks, the newest last, for undo. `future` holds those that were undone, for redo. */
  past: readonly Pages[]
  future: readonly Pages[]
  /** The error of a failed save; the deck on the screen then differs from the saved one. Null if no save has failed. */
  unsaved: { error: unknown } | null
  /** The deck that was on the screen when another page or program replaced it. */
  replaced: Pages | null
}

const longestPast = 100
const nothing: Editing = { on: false, past: [], future: [], unsaved: null, replaced: null }

export const useEditing = create<Editing>(() => nothing)

export const startEditing = () => useEditing.setState({ on: true, past: [], future: [], replaced: null })
export const stopEditing = () => useEditing.setState({ on: false, replaced: null })

/** The deck that is saved next, after the save in progress; only the newest is kept. */
let wanted: { room: string | null; pages: Pages } | null = null
let saving = false

/** Shows and saves a deck that change-deck.ts has validated. `checked` is `next` as the contract parses it. */
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

/** Saves a deck. There is one save at a time, so that an older deck never arrives after a newer one. */
async function save(next: Pages) {
  wanted = { room: useDeck.getState().room, pages: next }
  if (saving) return
  saving = true
  const endChange = savedDeck.beginChange()
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
    endChange()
  }
}

export function saveAgain() {
  const { pages } = useDeck.getState()
  if (pages !== null) void save(pages)
}

/** Returns to the saved deck after a save that failed. */
export async function dropUnsaved() {
  wanted = null
  useEditing.setState({ unsaved: null, past: [], future: [] })
  await savedDeck.load()
}

/** Restores the deck that another page has replaced. Undo returns to the deck of that page. */
export function takeMineBack() {
  const { replaced } = useEditing.getState()
  if (replaced !== null) putOnScreen(replaced, replaced)
}

export const forgetReplaced = () => useEditing.setState({ replaced: null })

const isSame = (a: Pages | null, b: Pages) => JSON.stringify(a) === JSON.stringify(b)

/**
 * Shows the saved deck, unless this page has a newer deck that could not be saved. If another page saves a deck during
 * editing, that deck replaces the one on the screen, and a notice offers to restore it.
 */
function showSaved(saved: DeckAnswer) {
  const { room, pages } = useDeck.getState()
  const { on, unsaved } = useEditing.getState()
  if (saved.room !== room) useEditing.setState({ past: [], future: [], unsaved: null, replaced: null })
  else if (unsaved !== null || isSame(pages, saved.pages)) return
  else if (!on || pages === null) useEditing.setState({ past: [], future: [] })
  else useEditing.setState(({ past }) => ({ past: [...past, pages].slice(-longestPast), future: [], replaced: pages }))
  takePages(saved.room, saved.pages)
}

/** Loads the saved deck of the room in use. */
export const savedDeck = createLoader('deck', { load: () => client.deck.get(), apply: showSaved })

export const resetEditing = () => useEditing.setState(nothing, true)
