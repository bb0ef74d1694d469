import { create } from 'zustand'
import { createJSONStorage, persist } from 'zustand/middleware'
import type { DeckKey } from '../../../shared/contract/deck.ts'

export const multipliers = [1, 10, 66, 100] as const
export type Multiplier = (typeof multipliers)[number]

/** Why the last press did not become a send; the words are made where it is shown. */
export type Blocked = { key: DeckKey; hindrance: Hindrance } | { key: DeckKey; error: unknown }
export type Hindrance = 'connecting' | 'lost' | 'noConnection' | 'needsSecrets' | 'paused' | 'stopped'

interface Deck {
  /** Null until the host has answered. */
  keys: readonly DeckKey[] | null
  multiplier: Multiplier
  /** Calls of each key that the host has not answered yet. */
  pressing: Readonly<Record<string, number>>
  blocked: Blocked | null
  /** Presses before this instant of `performance.now()` are the tail of the press that armed. */
  deafUntil: number
  /** Troubles of gifts up to this seq have been looked at. */
  lookedUpTo: Readonly<Record<string, number>>
  /** Only what happened since counts as news; set when the page first opens. */
  since: string | null
}

const nothing: Deck = {
  keys: null,
  multiplier: 1,
  pressing: {},
  blocked: null,
  deafUntil: 0,
  lookedUpTo: {},
  since: null,
}

/** What a reload keeps; a new page starts at ×1. */
export const useDeck = create<Deck>()(
  persist(() => nothing, {
    name: 'giftdeck.deck',
    storage: createJSONStorage(() => sessionStorage),
    skipHydration: true,
    partialize: ({ multiplier, lookedUpTo, since }) => ({ multiplier, lookedUpTo, since }),
  }),
)

/** Brings back what the last load left, or begins anew. */
export async function beginDeck() {
  await useDeck.persist.rehydrate()
  useDeck.setState(({ since }) => ({ since: since ?? new Date().toISOString() }))
}

export const chooseMultiplier = (multiplier: Multiplier) => useDeck.setState({ multiplier })

export const clearBlocked = () => useDeck.setState({ blocked: null })

export const resetDeck = () => useDeck.setState(nothing, true)
