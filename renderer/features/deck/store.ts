import { iso } from '../../../shared/domain/time.ts'
import { create } from 'zustand'
import { createJSONStorage, persist } from 'zustand/middleware'
import type { DeckKey, DeckPage } from '../../../shared/contract/deck.ts'
import type { KeyBlockedReason } from './blocked-reason.ts'
import { passing } from '../../platform/storage.ts'
import { useCallback } from 'react'
import { useTranslate } from '../../i18n/translate.ts'

export const multipliers = [1, 10, 66, 100] as const
/** `own`: each key sends its own number, or one. */
export type Multiplier = (typeof multipliers)[number] | 'own'

/** Why the last press did not become a send, as a code; the component that shows it translates it. */
export type Blocked = { key: DeckKey; times: number } & ({ why: KeyBlockedReason } | { error: unknown })

interface Deck {
  /** The room of this deck, or of the last visit to this page. */
  room: string | null
  /** Null until the server has answered. */
  pages: readonly DeckPage[] | null
  /** All keys of all pages, for look-ups. */
  keys: readonly DeckKey[] | null
  /** The visible page; if it no longer exists, the first. */
  page: string | null
  multiplier: Multiplier
  /** By key: how many calls the server has not answered yet. */
  pressing: Readonly<Record<string, number>>
  blocked: Blocked | null
  /** Presses before this instant of `performance.now()` are ignored: they belong to the press that armed the room. */
  ignorePressesUntil: number
  /** By gift: failures up to this sequence number have been seen. */
  lookedUpTo: Readonly<Record<string, number>>
  /** Keys show only failures after this time, at which the page was first opened. */
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

/** The deck of the room in use. The parts in `partialize` survive a reload. */
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

/** Restores the values from before a reload, or starts with the defaults. */
export async function beginDeck() {
  await useDeck.persist.rehydrate()
  useDeck.setState(({ since }) => ({ since: since ?? iso(Date.now()) }))
}

/**
 * Shows the pages of a room. A change of room resets the multiplier and the explanation of a blocked press. A
 * multiplier chosen before any room is known applies to the first room.
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

/** Opens the next or previous page; after the last comes the first. */
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

/** Returns a function that gives a page's name, or its number if it has no name. */
export function usePageName() {
  const t = useTranslate('deck')
  return useCallback(
    ({ name }: Pick<DeckPage, 'name'>, position: number) =>
      name.trim() === '' ? t('page', { number: position + 1 }) : name,
    [t],
  )
}
