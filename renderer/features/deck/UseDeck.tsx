import { useWhileVisible } from '../../platform/while-visible.ts'
import { LayoutGrid } from 'lucide-react'
import { Tabs } from 'radix-ui'
import { type KeyboardEvent, useMemo, useLayoutEffect, useRef } from 'react'
import { useTranslate } from '../../i18n/translate.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { useStatus, isElsewhere } from '../status/store.ts'
import { DeckNotice } from './DeckNotice.tsx'
import { KeyGrid } from './KeyGrid.tsx'
import { LiveLock } from './LiveLock.tsx'
import { EditNotice } from './edit/EditNotice.tsx'
import { startEditing } from './edit/editing.ts'
import {
  openPage,
  pageInSight,
  stepPage,
  useDeck,
  chooseMultiplier,
  multipliers,
  type Multiplier,
  usePageName,
} from './store.ts'
import { useCombo } from './hold.ts'
import { useShallow } from 'zustand/react/shallow'
import { useSends } from '../sends/store.ts'
import { keyStatusesOf } from './key-status.ts'
import type { DeckPage } from '../../../shared/contract/deck.ts'
import { Segmented } from '../../ui/Segmented.tsx'

/** Renders the deck in use: its keys fire. */
export function UseDeck() {
  const t = useTranslate('deck')
  const pages = useDeck((deck) => deck.pages)
  const page = useDeck(pageInSight)
  const live = useStatus(({ status }) => status?.environment === 'live')
  const keyStatuses = useKeyStatuses()
  const scroller = useStillKeys()
  const turn = (event: KeyboardEvent) => {
    if (event.key !== 'PageUp' && event.key !== 'PageDown') return
    event.preventDefault()
    stepPage(event.key === 'PageDown' ? 1 : -1)
  }
  return (
    <Tabs.Root
      value={page?.id ?? ''}
      onValueChange={openPage}
      onKeyDown={turn}
      className="flex min-h-0 flex-1 flex-col gap-2 px-3 pb-3"
    >
      {live && <LiveLock />}
      <MultiplierChoice />
      {pages !== null && pages.length > 1 && <PageTabs pages={pages} />}
      <ComboSpoken />
      {/* The negative margins remove padding, because the gaps of the grid already leave room for the focus ring. */}
      <Tabs.Content
        value={page?.id ?? ''}
        tabIndex={-1}
        ref={scroller}
        className="-mx-3 -mt-2 -mb-2.5 flex min-h-0 flex-1 flex-col overflow-y-auto px-1 pb-1 outline-none after:h-(--empty) after:shrink-0"
      >
        {page !== undefined && page.keys.length === 0 ? (
          <EmptyState
            icon={<LayoutGrid aria-hidden />}
            title={t(pages?.length === 1 ? 'empty.title' : 'empty.page')}
            action={<Button onClick={startEditing}>{t('empty.action')}</Button>}
          >
            {t('empty.text')}
          </EmptyState>
        ) : (
          <KeyGrid keys={page?.keys ?? []} keyStatuses={keyStatuses} />
        )}
      </Tabs.Content>
      {/* Notices are below the keys. Above the keys they would move them under the pointer as they appear. */}
      <div className="mt-2 flex max-h-1/2 shrink-0 flex-col gap-2 overflow-y-auto not-has-[:not(:empty)]:hidden">
        <EditNotice />
        <DeckNotice keyStatuses={keyStatuses} />
      </div>
    </Tabs.Root>
  )
}

/** Announces to screen readers how often a held key has fired, once, after the hold has ended. */
function ComboSpoken() {
  const t = useTranslate('deck')
  const count = useCombo(({ ended }) => ended)
  return <output className="sr-only">{count > 1 ? t('combo', { count }) : ''}</output>
}

/** Returns the status of each gift, from the sends of the room in use only. */
function useKeyStatuses() {
  const byId = useWhileVisible(useSends, (state) => state.byId)
  const since = useDeck((deck) => deck.since)
  const lookedUpTo = useDeck((deck) => deck.lookedUpTo)
  const here = useStatus(
    useShallow(({ status }) => (status === null ? null : { room: status.room, environment: status.environment })),
  )
  return useMemo(() => {
    const ofRoom = Object.values(byId).filter((receipt) => !isElsewhere(here, receipt))
    return keyStatusesOf(ofRoom, since, lookedUpTo)
  }, [byId, since, lookedUpTo, here])
}

/** Renders the tabs of a deck that has more than one page. */
function PageTabs({ pages }: { pages: readonly DeckPage[] }) {
  const t = useTranslate('deck')
  const pageName = usePageName()
  return (
    <Tabs.List aria-label={t('pages')} className="-m-1 flex shrink-0 gap-1 overflow-x-auto p-1">
      {pages.map((page, position) => (
        <Tabs.Trigger
          key={page.id}
          value={page.id}
          className={[
            'h-7 min-w-16 truncate data-[state=active]:max-w-44 data-[state=active]:shrink-0 rounded-m px-2 text-ink-2 transition-colors duration-150 hover:bg-hover hover:text-ink',
            'data-[state=active]:bg-raised data-[state=active]:font-semibold data-[state=active]:text-ink in-data-[contrast=high]:data-[state=active]:bg-chosen',
          ].join(' ')}
        >
          {pageName(page, position)}
        </Tabs.Trigger>
      ))}
    </Tabs.List>
  )
}

/**
 * Renders the choice of how many gifts one press sends. `Own` is offered only if a key has a number of its own, because
 * it means one for every other key.
 */
function MultiplierChoice() {
  const t = useTranslate('deck')
  const multiplier = useDeck((deck) => deck.multiplier)
  const someOwn = useDeck(({ keys }) => keys?.some((key) => key.multiplier !== undefined) ?? false)
  const choices: { value: string; label: string }[] = [
    ...(someOwn ? [{ value: 'own', label: t('own') }] : []),
    ...multipliers.map((times) => ({ value: String(times), label: `×${times}` })),
  ]
  const choose = (chosen: string) =>
    chooseMultiplier(multipliers.find((times) => String(times) === chosen) ?? ('own' satisfies Multiplier))
  return (
    <Segmented
      label={t('multiplier')}
      value={multiplier === 'own' && !someOwn ? '1' : String(multiplier)}
      options={choices}
      onChange={choose}
      // The column of a word is as wide as the word, and the columns of the numbers shrink.
      className="auto-cols-[minmax(min-content,1fr)]! break-keep"
    />
  )
}

/**
 * Keeps the keys in place when the deck is scrolled down and a notice below it disappears. The browser would scroll the
 * keys, and another key would be under the pointer. The space of the notice stays empty until the host scrolls.
 */
function useStillKeys() {
  const scroller = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const box = scroller.current
    if (box === null) return
    let { clientHeight: height, scrollTop: top } = box
    let empty = 0
    const leave = (px: number) => {
      empty = px
      box.style.setProperty('--empty', `${px}px`)
    }
    const keepStill = () => {
      const grown = box.clientHeight - height
      if (grown > 0 && box.scrollTop < top) {
        leave(empty + grown)
        box.scrollTop = top
      }
      const below = box.scrollHeight - box.clientHeight - box.scrollTop
      leave(Math.max(0, empty - below))
      height = box.clientHeight
      top = box.scrollTop
    }
    const observer = new ResizeObserver(keepStill)
    observer.observe(box)
    box.addEventListener('scroll', keepStill)
    return () => {
      observer.disconnect()
      box.removeEventListener('scroll', keepStill)
    }
  }, [])
  return scroller
}
