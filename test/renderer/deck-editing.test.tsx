import { act, screen, waitFor, within } from '@testing-library/react'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { setConnection } from '../../renderer/platform/connection.ts'
import { resourceChanged } from '../../renderer/platform/resource.ts'
import { DeckPanel } from '../../renderer/features/deck/DeckPanel.tsx'
import { changeDeck } from '../../renderer/features/deck/edit/change-deck.ts'
import { applyStatus } from '../../renderer/features/status/store.ts'
import { Toaster } from '../../renderer/ui/Toaster.tsx'
import type { DeckKey, DeckPage } from '../../shared/contract/deck.ts'
import { writeDeckFile } from '../../shared/domain/deck-file.ts'
import { answerCalls, refusal } from './support/answer-calls.ts'
import { rose, soldier } from './support/gift-key.ts'
import { show } from './support/page.tsx'
import { connection, status, tencentRoom } from './support/samples.ts'

const catalogue = {
  vendor: 'tencent',
  source: 'vendor',
  gifts: [
    { giftId: 'rose', name: 'Rose', coins: 1, iconUrl: null },
    { giftId: 'crown', name: 'Crown', coins: 199, iconUrl: null },
  ],
}

/** Opens the editor on a fake server, which stores the deck. It can refuse a save, and another page can change it. */
async function openEditor(...keys: DeckKey[]) {
  const kept = { room: 'Demo room', pages: [{ id: 'page-1', name: '', keys }] as DeckPage[], keys: [] }
  let refuse: (() => never) | null = null
  const calls = answerCalls({
    'deck.get': () => structuredClone(kept),
    'deck.set': ({ pages }: { pages: DeckPage[] }) => {
      refuse?.()
      kept.pages = structuredClone(pages)
      return kept
    },
    'room.get': () => tencentRoom,
    'gifts.list': () => catalogue,
    'deck.press': () => ({ sends: [{ id: 'a', seq: 1, state: 'queued' }] }),
  })
  applyStatus(status({ connections: [connection(), connection({ vendor: 'zego' })] }))
  const { host } = show(
    <>
      <DeckPanel />
      <Toaster />
    </>,
  )
  await host.click(await screen.findByRole('button', { name: 'Edit the deck' }))
  await screen.findByRole('button', { name: 'Add a key' })
  return {
    calls,
    host,
    kept,
    labels: () => kept.pages.map((page) => page.keys.map(({ label }) => label)),
    refuseWith: (next: (() => never) | null) => (refuse = next),
    byAnother: (pages: DeckPage[]) => {
      kept.pages = pages
      act(() => resourceChanged('deck'))
    },
  }
}
const tile = (name: string) => screen.getByRole('button', { name: new RegExp(`^Edit ${name}\\b`) })
const button = (name: string | RegExp) => screen.getByRole('button', { name })

// The editor's code loads on first use; load it here, so that a slow machine does not fail a test.
beforeAll(async () => {
  await import('../../renderer/features/deck/edit/EditDeck.tsx')
  await import('../../renderer/features/deck/edit/EditActions.tsx')
})

beforeEach(() => {
  setConnection('open')
})

describe('editing the deck', () => {
  it('fires nothing, and ends with Done', async () => {
    const { calls, host } = await openEditor(rose)
    await host.click(tile('Rose'))
    await host.keyboard('{Escape}1')
    expect(calls.some(({ name }) => name === 'deck.press')).toBe(false)
    await host.click(await screen.findByRole('button', { name: 'Done' }))
    expect(await screen.findByRole('grid')).toBeTruthy()
  })

  it('removes a key at once and restores it from the notice', async () => {
    const { host, labels } = await openEditor(rose, soldier)
    act(() => tile('Rose').focus())
    await host.keyboard('{Delete}')
    await waitFor(() => expect(labels()).toEqual([['Soldier']]))
    const toast = screen.getByText('Rose removed.').parentElement!
    await host.click(within(toast).getByRole('button', { name: 'Undo' }))
    await waitFor(() => expect(labels()).toEqual([['Rose', 'Soldier']]))
    expect(screen.queryByText('Rose removed.')).toBeNull()
  })

  it('asks nothing when a new key is left unchanged, even if another page changed the deck', async () => {
    const { host, byAnother } = await openEditor(rose)
    await host.click(button('Add a key'))
    byAnother([{ id: 'page-1', name: '', keys: [rose, soldier] }])
    await screen.findByText(/Another page or program has just changed this deck/)
    await host.keyboard('{Escape}')
    expect(screen.queryByText('Leave without keeping these changes?')).toBeNull()
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('marks a key whose gift is no longer in the list', async () => {
    await openEditor(rose, soldier)
    expect(await screen.findByRole('button', { name: 'Edit Soldier, not in the list' })).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Edit Rose' })).toBeTruthy()
  })

  it('undoes and redoes, step by step', async () => {
    const { host, labels } = await openEditor(rose, soldier)
    act(() => tile('Rose').focus())
    await host.keyboard('{Delete}')
    act(() => tile('Soldier').focus())
    await host.keyboard('{Delete}')
    await waitFor(() => expect(labels()).toEqual([[]]))
    await host.keyboard('{Control>}zz{/Control}')
    await waitFor(() => expect(labels()).toEqual([['Rose', 'Soldier']]))
    await host.keyboard('{Control>}{Shift>}z{/Shift}{/Control}')
    await waitFor(() => expect(labels()).toEqual([['Soldier']]))
  })

  it('adds a key from the catalogue with its name and price', async () => {
    const { host, kept } = await openEditor(rose)
    await host.click(button('Add a key'))
    await host.type(screen.getByRole('combobox'), 'cro')
    await host.click(await screen.findByRole('option', { name: /^Crown/ }))
    await host.click(button('Add'))
    await waitFor(() =>
      expect(kept.pages[0]?.keys[1]).toMatchObject({
        label: 'Crown',
        gifts: [{ vendor: 'tencent', giftId: 'crown', coins: 199 }],
      }),
    )
  })

  it('adds a gift that no catalogue lists, by its id', async () => {
    const { host, kept } = await openEditor(rose)
    await host.click(button('Add a key'))
    await host.type(screen.getByRole('combobox'), 'secret_7')
    await host.click(await screen.findByRole('option', { name: /secret_7/ }))
    await host.click(button('Add'))
    await waitFor(() => expect(kept.pages[0]?.keys[1]?.gifts).toEqual([{ vendor: 'tencent', giftId: 'secret_7' }]))
  })

  it('makes a key fire both vendors', async () => {
    const { host, kept } = await openEditor(rose)
    await host.click(tile('Rose'))
    await host.click(button('Fire a ZEGO gift with it'))
    await host.type(screen.getByRole('combobox'), 'soldier')
    await host.click(await screen.findByRole('option', { name: /“soldier”/ }))
    await host.clear(screen.getByLabelText('Pieces per gift'))
    await host.type(screen.getByLabelText('Pieces per gift'), '66')
    await host.click(button('Save'))
    await waitFor(() =>
      expect(kept.pages[0]?.keys[0]?.gifts).toEqual([
        { vendor: 'tencent', giftId: 'rose', coins: 1 },
        { vendor: 'zego', giftId: 'soldier', value: 66 },
      ]),
    )
  })

  it('asks before it discards changes of a key', async () => {
    const { host, kept } = await openEditor(rose)
    await host.click(tile('Rose'))
    await host.type(screen.getByLabelText('Name'), ' red')
    await host.keyboard('{Escape}')
    expect(screen.getByText('Leave without keeping these changes?')).toBeTruthy()
    await host.click(button('Go on editing'))
    await host.click(button('Save'))
    await waitFor(() => expect(kept.pages[0]?.keys[0]?.label).toBe('Rose red'))
  })

  it.each([
    ['5', '1 to 9 fire keys by their place. Take another one.'],
    ['d', 'Already means “Go to the deck”. Take another one.'],
    ['{Shift>}s{/Shift}', 'Already means “Soldier”. Take another one.'],
    ['{F5}', 'Browsers keep this one for themselves. Take another one.'],
  ])('refuses the hotkey %s and says what uses it', async (typed, words) => {
    const { host } = await openEditor(rose, { ...soldier, hotkey: 'Shift+S' })
    await host.click(tile('Rose'))
    await host.click(button(/^Hotkey/))
    await host.keyboard(typed)
    expect(screen.getByText(words)).toBeTruthy()
    expect(button('Save').hasAttribute('disabled')).toBe(true)
  })

  it('gives a key its hotkey by pressing it', async () => {
    const { host, kept } = await openEditor(rose)
    await host.click(tile('Rose'))
    await host.click(button(/^Hotkey/))
    await host.keyboard('{Alt>}b{/Alt}')
    await host.click(button('Save'))
    await waitFor(() => expect(kept.pages[0]?.keys[0]?.hotkey).toBe('Alt+B'))
  })

  it('adds a page, moves a key to it and removes the first page', async () => {
    const { host, labels } = await openEditor(rose, soldier)
    await host.click(button('Add a page'))
    await host.click(button('Page 1'))
    await host.click(button('More for Rose'))
    await host.click(await screen.findByRole('menuitem', { name: 'Move to Page 2' }))
    await waitFor(() => expect(labels()).toEqual([['Soldier'], ['Rose']]))
    await host.click(button('More for Page 1'))
    await host.click(await screen.findByRole('menuitem', { name: 'Remove page' }))
    await waitFor(() => expect(labels()).toEqual([['Rose']]))
  })
})

describe('saving the deck', () => {
  it('loses nothing when a save fails, and retries when asked', async () => {
    const { host, labels, refuseWith } = await openEditor(rose, soldier)
    refuseWith(refusal('CANNOT_RECORD'))
    act(() => tile('Rose').focus())
    await host.keyboard('{Delete}')
    expect(await screen.findByText(/The deck on this screen is not kept yet/)).toBeTruthy()
    expect(labels()).toEqual([['Rose', 'Soldier']])
    expect(screen.queryByRole('button', { name: 'Edit Rose' })).toBeNull()

    refuseWith(null)
    await host.click(button('Try again'))
    await waitFor(() => expect(labels()).toEqual([['Soldier']]))
    expect(screen.queryByText(/not kept yet/)).toBeNull()
  })

  it('says when another page changed the deck, and restores the deck of this page on request', async () => {
    const { host, labels, byAnother } = await openEditor(rose)
    byAnother([{ id: 'page-1', name: '', keys: [soldier] }])
    expect(await screen.findByText(/Another page or program has just changed this deck/)).toBeTruthy()
    expect(tile('Soldier')).toBeTruthy()
    await host.click(button('Take mine back'))
    await waitFor(() => expect(labels()).toEqual([['Rose']]))
  })

  it('says nothing when this page changed the deck', async () => {
    const { host, labels } = await openEditor(rose, soldier)
    act(() => tile('Rose').focus())
    await host.keyboard('{Delete}')
    await waitFor(() => expect(labels()).toEqual([['Soldier']]))
    act(() => resourceChanged('deck'))
    await act(async () => undefined)
    expect(screen.queryByText(/Another page or program/)).toBeNull()
  })

  it('never overwrites a newer deck with an older one, however slow the server is', async () => {
    const sent: string[][] = []
    const answers: (() => void)[] = []
    await openEditor(rose)
    answerCalls({
      'deck.set': ({ pages }: { pages: DeckPage[] }) => {
        sent.push(pages[0]!.keys.map(({ id }) => id))
        return new Promise((done) => answers.push(() => done({})))
      },
    })
    const deckWith = (id: string) => [{ id: 'page-1', name: '', keys: [{ ...rose, id }] }]
    act(() => ['a', 'b', 'c'].forEach((id) => changeDeck(deckWith(id))))
    expect(sent).toEqual([['a']])
    await act(async () => answers[0]?.())
    expect(sent).toEqual([['a'], ['c']])
    await act(async () => answers[1]?.())
    expect(sent).toHaveLength(2)
  })
})

describe('a deck from a file', () => {
  const file = (text: string) => new File([text], 'show.json', { type: 'application/json' })
  const other: DeckPage[] = [{ id: 'page-1', name: 'Finale', keys: [{ ...soldier, hotkey: 'F13' }] }]

  async function openImport(...keys: DeckKey[]) {
    const opened = await openEditor(...keys)
    await opened.host.click(button('Import and export'))
    await opened.host.click(await screen.findByRole('menuitem', { name: 'Import a deck' }))
    return opened
  }

  it('shows its content before anything changes, and replaces the deck when confirmed', async () => {
    const { host, labels } = await openImport(rose)
    await host.upload(screen.getByLabelText('Choose a file'), file(writeDeckFile(other)))
    expect(await screen.findByText(/show.json holds 1 page, 1 key. Your deck holds 1 page, 1 key./)).toBeTruthy()
    expect(labels()).toEqual([['Rose']])
    await host.click(button('Replace my deck'))
    await waitFor(() => expect(labels()).toEqual([['Soldier']]))
    const toast = screen.getByText('The deck is now that of show.json.').parentElement!
    await host.click(within(toast).getByRole('button', { name: 'Undo' }))
    await waitFor(() => expect(labels()).toEqual([['Rose']]))
  })

  it('can be added as pages, with new page ids and without hotkeys that are taken', async () => {
    const { host, kept } = await openImport({ ...rose, hotkey: 'F13' })
    await host.upload(screen.getByLabelText('Choose a file'), file(writeDeckFile(other)))
    expect(await screen.findByText(/One hotkey is taken already/)).toBeTruthy()
    await host.click(button('Add as pages'))
    await waitFor(() => expect(kept.pages.map(({ name }) => name)).toEqual(['', 'Finale']))
    expect(kept.pages[1]?.keys[0]).not.toHaveProperty('hotkey')
    expect(new Set(kept.pages.map(({ id }) => id)).size).toBe(2)
  })

  it.each([
    ['{"giftdeck":"deck","version":9}', /newer Giftdeck \(file version 9\)/],
    ['{"giftdeck":"deck","vers', /not whole JSON/],
    ['{}', /no deck of Giftdeck/],
    [
      JSON.stringify({ giftdeck: 'deck', version: 1, pages: [{ id: 'a', name: '', keys: [{ ...rose, label: '' }] }] }),
      /Page 1, key 1: the name is missing\./,
    ],
  ])('is refused with the reason when it is %s', async (text, words) => {
    const { host, labels, calls } = await openImport(rose)
    await host.upload(screen.getByLabelText('Choose a file'), file(text))
    expect(await screen.findByText(words)).toBeTruthy()
    expect(screen.getByText('show.json was not imported, and your deck is as it was.')).toBeTruthy()
    expect(labels()).toEqual([['Rose']])
    expect(calls.some(({ name }) => name === 'deck.set')).toBe(false)
  })
})
