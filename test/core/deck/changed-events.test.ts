import { describe, expect, it } from 'vitest'
import type { GiftdeckEvent } from '../../../shared/contract/events.ts'
import { makeApp } from '../../support/make-app.ts'
import { until } from '../../support/until.ts'

const deckChanges = (events: readonly GiftdeckEvent[]) =>
  events.filter((event) => event.kind === 'changed' && event.what === 'deck').length

describe('a page that follows the events', () => {
  it('gets an event when another caller sets the deck, and then reads that deck', async () => {
    const { client, as } = await makeApp()
    const received: GiftdeckEvent[] = []
    const stream = await client.events.watch()
    const watching = (async () => {
      for await (const event of stream) received.push(event)
    })()
    await until(() => received.some(({ kind }) => kind === 'snapshot'))
    expect(deckChanges(received)).toBe(0)

    const script = as({ scopes: ['fire'] })
    await script.deck.set({ keys: [{ id: 'a', label: 'A', icon: '🎁', vendor: 'tencent', giftId: 'rose' }] })
    await until(() => deckChanges(received) === 1)
    expect((await client.deck.get()).keys.map(({ id }) => id)).toEqual(['a'])
    await stream.return?.(undefined)
    await watching
  })

  it('gets no event for a deck that was refused', async () => {
    const { client } = await makeApp()
    const received: GiftdeckEvent[] = []
    const stream = await client.events.watch()
    const watching = (async () => {
      for await (const event of stream) received.push(event)
    })()
    await until(() => received.length > 0)
    await expect(client.deck.set({ pages: [] })).rejects.toThrow('must hold a page')
    // Events come in order: if this deck causes the first event, the refused deck caused none.
    await client.deck.set({ keys: [] })
    await until(() => deckChanges(received) > 0)
    expect(deckChanges(received)).toBe(1)
    await stream.return?.(undefined)
    await watching
  })
})
