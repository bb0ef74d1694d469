import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { openSettings } from '../../../electron/core/settings/settings-file.ts'
import type { DeckKey, DeckPage } from '../../../shared/contract/deck.ts'
import { makeApp, makeFolder, memorySettings } from '../../support/make-app.ts'
import { refusal } from '../sends/setup-room.ts'

const rose: DeckKey = {
  id: 'rose',
  label: 'Rose',
  icon: '🌹',
  gifts: [{ vendor: 'tencent', giftId: 'rose', coins: 1 }],
}
const both: DeckKey = {
  id: 'both',
  label: 'Both',
  icon: '🎁',
  image: 'data:image/png;base64,AAAA',
  colour: 'teal',
  hotkey: 'Shift+B',
  multiplier: 66,
  gifts: [
    { vendor: 'zego', giftId: 'rose', value: 10 },
    { vendor: 'tencent', giftId: 'rose' },
  ],
}
const pages: DeckPage[] = [
  { id: 'one', name: 'Opening', keys: [rose] },
  { id: 'two', name: '', keys: [both] },
]
const plain = (id: string, giftId = 'rose') => ({ id, label: id, icon: '🎁', vendor: 'tencent' as const, giftId })

describe('the deck of a room', () => {
  it('keeps its pages and keys over a restart', async () => {
    const settings = memorySettings()
    const first = await makeApp({ settings })
    await first.client.deck.set({ pages })
    await first.stop()

    const { client } = await makeApp({ settings })
    expect(await client.deck.get()).toMatchObject({ room: 'Demo room', pages })
  })

  it('belongs to its room, and a page that missed the change of room cannot overwrite another', async () => {
    const { client } = await makeApp()
    await client.deck.set({ pages, room: 'Demo room' })
    await client.room.set({ name: 'Another', environment: 'sandbox' })
    const other = await client.deck.get()
    expect(other.pages).not.toEqual(pages)

    const answer = await refusal(client.deck.set({ pages, room: 'Demo room' }))
    expect(answer).toMatchObject({ code: 'BAD_REQUEST', data: { issues: [{ field: 'room' }] } })
    expect(await client.deck.get()).toEqual(other)
  })

  it('is migrated from a list without pages, of any length', async () => {
    const dataDir = makeFolder()
    const keys = Array.from({ length: 130 }, (_, nth) => plain(`key-${nth}`))
    const decks = { 'Demo room': [...keys, plain('key-0', 'heart')] }
    writeFileSync(path.join(dataDir, 'settings.json'), JSON.stringify({ decks }))
    const { client } = await makeApp({ dataDir, settings: openSettings(dataDir, Date.now()).settings })

    const deck = await client.deck.get()
    expect(deck.pages.map((page) => page.keys.length)).toEqual([60, 60, 11])
    expect(deck.keys.map(({ id }) => id)).toEqual([...keys.map(({ id }) => id), 'key-0-2'])
    await client.deck.set({ pages: deck.pages })
  })

  it.each<[string, unknown, string]>([
    ['no page', { pages: [] }, 'pages'],
    ['nothing at all', {}, 'pages'],
    [
      'a key without a gift',
      { pages: [{ id: 'a', name: '', keys: [{ ...rose, gifts: [] }] }] },
      'pages.0.keys.0.gifts',
    ],
    [
      'two gifts of one vendor',
      { pages: [{ id: 'a', name: '', keys: [{ ...rose, gifts: [rose.gifts[0], rose.gifts[0]] }] }] },
      'pages.0.keys.0.gifts',
    ],
    ['one id twice', { pages: [{ id: 'a', name: '', keys: [rose, rose] }] }, 'pages.0.keys.1.id'],
    [
      'one hotkey twice',
      { pages: [...pages, { id: 'c', name: '', keys: [{ ...rose, id: 'c', hotkey: 'Shift+B' }] }] },
      'pages.2.keys.0.hotkey',
    ],
    [
      'a hotkey of the system',
      { pages: [{ id: 'a', name: '', keys: [{ ...rose, hotkey: 'Ctrl+W' }] }] },
      'pages.0.keys.0.hotkey',
    ],
    [
      'a picture at a web address',
      { pages: [{ id: 'a', name: '', keys: [{ ...rose, image: 'https://example.com/a.png' }] }] },
      'pages.0.keys.0.image',
    ],
    [
      'a drawing that could hold a script',
      { pages: [{ id: 'a', name: '', keys: [{ ...rose, image: 'data:image/svg+xml;base64,AAAA' }] }] },
      'pages.0.keys.0.image',
    ],
    [
      'more pictures than one request may carry',
      {
        pages: [
          {
            id: 'a',
            name: '',
            keys: Array.from({ length: 20 }, (_, nth) => ({
              ...rose,
              id: `key-${nth}`,
              image: `data:image/png;base64,${'A'.repeat(48_000)}`,
            })),
          },
        ],
      },
      'pages',
    ],
  ])('refuses %s and names the field', async (_, body, field) => {
    const { client } = await makeApp()
    const before = await client.deck.get()
    const { code, data } = await refusal(client.deck.set(body as never))
    expect(code).toBe('BAD_REQUEST')
    expect((data as { issues: { field: string }[] }).issues.map((issue) => issue.field)).toContain(field)
    expect(await client.deck.get()).toEqual(before)
  })
})

describe('a program without support for pages', () => {
  it('reads every key with its first gift', async () => {
    const { client } = await makeApp()
    await client.deck.set({ pages })
    const { keys } = await client.deck.get()
    expect(keys).toEqual([
      { id: 'rose', label: 'Rose', icon: '🌹', vendor: 'tencent', giftId: 'rose', coins: 1 },
      { id: 'both', label: 'Both', icon: '🎁', vendor: 'zego', giftId: 'rose', value: 10 },
    ])
  })

  it('sets one page, and a key that remains keeps the properties that the program cannot express', async () => {
    const { client } = await makeApp()
    await client.deck.set({ pages })
    const { keys } = await client.deck.get()
    const set = await client.deck.set({ keys: [...keys.toReversed(), plain('new')] })
    expect(set.pages).toMatchObject([{ id: 'one', name: 'Opening' }])
    expect(set.pages[0]?.keys.map(({ id }) => id)).toEqual(['both', 'rose', 'new'])
    expect(set.pages[0]?.keys[0]).toEqual(both)
  })

  it('can change the keys of an answer and send the whole answer back', async () => {
    const { client } = await makeApp()
    await client.deck.set({ pages })
    const { keys, pages: asRead } = await client.deck.get()
    const set = await client.deck.set({ pages: asRead, keys: [{ ...keys[0]!, label: 'Red rose' }] })
    expect(set.pages.flatMap((page) => page.keys).map(({ label }) => label)).toEqual(['Red rose'])
  })

  it('can send changed pages with the keys as they were read, and the pages are used', async () => {
    const { client } = await makeApp()
    const { keys } = await client.deck.get()
    const set = await client.deck.set({ pages, keys })
    expect(set.pages).toEqual(pages)
  })
})

describe('ids that no URL can carry, from an older or foreign folder', () => {
  const odd = [{ ...pages[0]!, keys: [rose, { ...rose, id: '..' }, { ...rose, id: 'a/b' }] }, pages[1]!]

  it('are replaced at the start, which reports them once', async () => {
    const settings = memorySettings()
    const room = (await (await makeApp({ settings })).client.status.get()).room
    settings.set('decks', { [room]: odd })
    const first = await makeApp({ settings })
    const { remarks } = await first.client.status.get()
    expect(remarks).toContainEqual(
      expect.objectContaining({ kind: 'key-ids-renewed', values: { room, ids: '.. → key, a/b → a-b' } }),
    )
    const ids = (await first.client.deck.get()).pages[0]!.keys.map(({ id }) => id)
    expect(ids).toEqual(['rose', 'key', 'a-b'])
    await first.stop()

    const second = await makeApp({ settings })
    expect((await second.client.status.get()).remarks.map(({ kind }) => kind)).not.toContain('key-ids-renewed')
    expect((await second.client.deck.get()).pages[0]!.keys.map(({ id }) => id)).toEqual(ids)
  })
})
