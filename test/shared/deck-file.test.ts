import { describe, expect, it } from 'vitest'
import type { DeckPage } from '../../shared/contract/deck.ts'
import { readDeckFile, writeDeckFile } from '../../shared/domain/deck-file.ts'

const pages: DeckPage[] = [
  {
    id: 'one',
    name: 'Opening',
    keys: [{ id: 'rose', label: 'Rose', icon: '🌹', hotkey: 'F13', gifts: [{ vendor: 'tencent', giftId: 'rose' }] }],
  },
]
const file = (change: object) => JSON.stringify({ giftdeck: 'deck', version: 1, pages, ...change })
const key = (change: object) => [{ ...pages[0], keys: [{ ...pages[0]!.keys[0], ...change }] }]

describe('a deck as a file', () => {
  it('is read as it was written, also with a byte order mark', () => {
    expect(readDeckFile(writeDeckFile(pages))).toEqual({ pages })
    expect(readDeckFile(`\uFEFF${writeDeckFile(pages)}`)).toEqual({ pages })
  })

  it.each([
    ['cut off', writeDeckFile(pages).slice(0, -20), { reason: 'noJson' }],
    ['empty', '', { reason: 'noJson' }],
    ['of another program', '{"name":"obs","version":1}', { reason: 'noDeck' }],
    ['a list', '[]', { reason: 'noDeck' }],
    ['without a version', '{"giftdeck":"deck","pages":[]}', { reason: 'noDeck' }],
    ['from a newer version', file({ version: 7, rows: [] }), { reason: 'newer', version: 7 }],
    ['without pages', file({ pages: [] }), { reason: 'wrongField', field: 'pages', message: 'must hold a page' }],
    [
      'with a key that has no name',
      file({ pages: key({ label: '' }) }),
      { reason: 'wrongField', field: 'pages.0.keys.0.label', message: 'must not be empty' },
    ],
    [
      'with a field that nobody knows',
      file({ pages: key({ sound: 'boom.wav' }) }),
      { reason: 'wrongField', field: 'pages.0.keys.0.sound', message: 'is not a field here' },
    ],
    [
      'with one hotkey twice',
      file({ pages: [...pages, { id: 'two', name: '', keys: [{ ...pages[0]!.keys[0], id: 'other' }] }] }),
      { reason: 'wrongField', field: 'pages.1.keys.0.hotkey', message: 'is the hotkey of another key too' },
    ],
    ['far too large', ' '.repeat(3_000_000), { reason: 'tooLarge' }],
  ])('is refused if it is %s, with the reason', (_, text, trouble) => {
    expect(readDeckFile(text)).toEqual({ trouble })
  })
})
