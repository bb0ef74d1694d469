import { describe, expect, it } from 'vitest'
import type { DeckKey } from '../../../shared/contract/deck.ts'
import { setupRoom } from './setup-room.ts'

const tencentRose = { vendor: 'tencent', giftId: 'rose', coins: 1 } as const
const zegoRose = { vendor: 'zego', giftId: 'rose', coins: 5 } as const
const keys: DeckKey[] = [
  { id: 'thanks', label: 'Thank you', icon: '🌹', gifts: [tencentRose] },
  { id: 'sorry', label: 'Sorry', icon: '🥀', gifts: [{ ...tencentRose, coins: 2 }] },
  { id: 'both', label: 'Everyone', icon: '🎉', gifts: [tencentRose, zegoRose] },
]

async function makeRoomWithDeck() {
  const setup = await setupRoom()
  await setup.client.deck.set({ pages: [{ id: 'one', name: '', keys }] })
  return setup
}
const room = 'Test stage'

describe('a press of a key', () => {
  it('stores the name, icon and price of that key, even if another key has the same gift', async () => {
    const { client, rose } = await makeRoomWithDeck()
    const { id } = await rose({ key: 'sorry', count: 3 })
    expect(await client.sends.get({ id })).toMatchObject({
      key: { id: 'sorry', room },
      giftName: 'Sorry',
      giftIcon: '🥀',
      coins: 6,
    })
    const story = await client.sends.story({ id })
    expect(story.send).toMatchObject({ giftName: 'Sorry', key: { id: 'sorry', room } })
  })

  it('stores the name and icon of a double key with both of its gifts', async () => {
    const { client } = await makeRoomWithDeck()
    const { sends } = await client.gifts.fireTogether({
      key: 'both',
      gifts: [
        { vendor: 'tencent', giftId: 'rose', count: 1 },
        { vendor: 'zego', giftId: 'rose', count: 1 },
      ],
    })
    const receipts = await Promise.all(sends.map(({ id }) => client.sends.get({ id })))
    for (const receipt of receipts)
      expect(receipt).toMatchObject({ key: { id: 'both', room }, giftName: 'Everyone', giftIcon: '🎉' })
    expect(receipts.map(({ coins }) => coins)).toEqual([1, 5])
  })

  it('keeps the name of that key after a resend and a change of the deck, also in both exports', async () => {
    const { client, rose, ends } = await makeRoomWithDeck()
    const { id } = await rose({ key: 'sorry' })
    await ends(id)
    await client.deck.set({ pages: [{ id: 'one', name: '', keys: [keys[0]!] }] })
    const again = await client.sends.again({ id })
    expect(await client.sends.get({ id: again.id })).toMatchObject({ key: { id: 'sorry', room }, giftName: 'Sorry' })
    const read = async (format: 'csv' | 'json') => {
      let text = ''
      for await (const piece of await client.sends.export({ format })) text += piece
      return text
    }
    expect(await read('csv')).toContain('Sorry')
    expect(await read('json')).toContain('"sorry"')
  })

  it('that is no longer in the deck is still a press of its gift', async () => {
    const { client, rose } = await makeRoomWithDeck()
    const { id } = await rose({ key: 'gone' })
    expect(await client.sends.get({ id })).toMatchObject({ key: { id: 'gone', room }, giftName: 'Thank you' })
  })

  it('without a key uses the name of the first key that has this gift alone', async () => {
    const { client, rose } = await makeRoomWithDeck()
    const receipt = await client.sends.get({ id: (await rose()).id })
    expect(receipt).toMatchObject({ giftName: 'Thank you', coins: 1 })
    expect(receipt.key).toBeUndefined()
  })
})
