import { describe, expect, it } from 'vitest'
import type { GiftdeckEvent } from '../../../shared/contract/events.ts'
import { makeApp } from '../../support/make-app.ts'
import { until } from '../../support/until.ts'

const deckChanges = (heard: readonly GiftdeckEvent[]) =>
  heard.filter((event) => event.kind === 'changed' && event.what === 'deck').length

describe('a page that watches', () => {
  it('learns that another caller set the deck, and then reads what was set', async () => {
    const { client, as } = await makeApp()
    const heard: GiftdeckEvent[] = []
    const stream = await client.events.watch()
    const watching = (async () => {
      for await (const event of stream) heard.push(event)
    })()
    await until(() => heard.some(({ kind }) => kind === 'snapshot'))
    expect(deckChanges(heard)).toBe(0)

    const script = as({ scopes: ['fire'] })
    await script.deck.set({ keys: [{ id: 'a', label: 'A', icon: '🎁', vendor: 'tencent', giftId: 'rose' }] })
    await until(() => deckChanges(heard) === 1)
    expect((await client.deck.get()).keys.map(({ id }) => id)).toEqual(['a'])
    await stream.return?.(undefined)
    await watching
  })

  it('hears nothing of a deck that was refused', async () => {
    const { client } = await makeApp()
    const heard: GiftdeckEvent[] = []
    const stream = await client.events.watch()
    const watching = (async () => {
      for await (const event of stream) heard.push(event)
    })()
    await until(() => heard.length > 0)
    await expect(client.deck.set({ pages: [] })).rejects.toThrow('must hold a page')
    // What was accepted afterwards is heard, and nothing before it.
    await client.deck.set({ keys: [] })
    await until(() => deckChanges(heard) > 0)
    expect(deckChanges(heard)).toBe(1)
    await stream.return?.(undefined)
    await watching
  })
})
