import { iso } from '../../../shared/domain/time.ts'
import { create } from 'zustand'
import { createJSONStorage, persist } from 'zustand/middleware'
import type { DeckKey, DeckPage } from '../../../shared/contract/deck.ts'
import type { KeyBlockedReason } from './blocked-reason.ts'
import { passing } from '../../platform/storage.ts'
import { useCallback } from 'react'
import { useTranslate } from '../../i18n/translate.ts'

export const multipliers = [1, 10, 66, 100] as const
/** `own`: each key fires as many as it says itself, or one. */
export type Multiplier = (typeof multipliers)[number] | 'own'

/** Why the last press did not become a send; the words are made where it is shown. */
export type Blocked = { key: DeckKey; times: number } & ({ why: KeyBlockedReason } | { error: unknown })

interface Deck {
  /** Whose deck this is, or was when this page was last open. */
  room: string | null
  /** Null until the host has answered. */
  pages: readonly DeckPage[] | null
  /** Every key of every page, for those who look for one. */
  keys: readonly DeckKey[] | null
  /** The page in sight; one that is gone means the first. */
  page: string | null
  multiplier: Multiplier
  /** Calls of each key that the host has not answered yet. */
  pressing: Readonly<Record<string, number>>
  blocked: Blocked | null
  /** Presses before this instant of `performance.now()` are the tail of the press that armed. */
  ignorePressesUntil: number
  /** Troubles of gifts up to this seq have been looked at. */
  lookedUpTo: Readonly<Record<string, number>>
  /** Only what happened since counts as news; set when the page first opens. */
  since: string | null
}

const nothing: Deck = {
  room: null,
  pages: null,
  keys: null,
  page: null,
  multiplier: 'own',
  pressing: {},
  blocked: null,
  ignorePressesUntil: 0,
  lookedUpTo: {},
  since: null,
}

/** What a reload keeps; a new page starts at each key's own number. */
export const useDeck = create<Deck>()(
  persist(() => nothing, {
    name: 'giftdeck.deck',
    storage: createJSONStorage(() => passing),
    skipHydration: true,
    partialize: ({ room, page, multiplier, lookedUpTo, since }) => ({
      room,
      page,
      multiplier,
      lookedUpTo,
      since,
    }),
  }),
)

/** Brings back what the last load left, or begins anew. */
export async function beginDeck() {
  await useDeck.persist.rehydrate()
  useDeck.setState(({ since }) => ({ since: since ?? iso(Date.now()) }))
}

/**
 * Another room begins as calmly as a new page: nothing of the last one is multiplied or explained in it. What was chosen
 * before any room had answered was chosen for the first that does.
 */
export const takePages = (room: string | null, pages: readonly DeckPage[]) =>
  useDeck.setState((deck) => {
    const isFirst = deck.pages === null && deck.room === null
    return {
      room,
      pages,
      keys: pages.flatMap(({ keys }) => keys),
      ...(isFirst || deck.room === room ? {} : { multiplier: 'own', blocked: null }),
    }
  })

export const pageInSight = ({ pages, page }: Pick<Deck, 'pages' | 'page'>): DeckPage | undefined =>
  pages?.find(({ id }) => id === page) ?? pages?.[0]

export const openPage = (page: string) => useDeck.setState({ page })

/** Round and round; a deck of one page stays where it is. */
export function stepPage(by: 1 | -1) {
  const { pages, page } = useDeck.getState()
  const at = pages?.findIndex(({ id }) => id === pageInSight({ pages, page })?.id) ?? -1
  const next = pages?.at((at + by) % pages.length)
  if (next !== undefined) openPage(next.id)
}

export const chooseMultiplier = (multiplier: Multiplier) =>
  useDeck.setState(({ pages, room }) => ({ multiplier, room: pages === null ? null : room }))

export const clearBlocked = () => useDeck.setState({ blocked: null })

export const resetDeck = () => useDeck.setState(nothing, true)

/** A page's own name, or its number. */
export function usePageName() {
  const t = useTranslate('deck')
  return useCallback(
    ({ name }: Pick<DeckPage, 'name'>, position: number) =>
      name.trim() === '' ? t('page', { number: position + 1 }) : name,
    [t],
  )
}
