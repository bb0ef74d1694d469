import { expect, it } from 'vitest'
import { setupRoom } from '../sends/setup-room.ts'

it('gifts with one id and two Values are two gifts of the list, each with its own Value', async () => {
  const { client } = await setupRoom()
  const gift = { vendor: 'zego', giftId: 'rose' } as const
  const keys = [
    { id: 'small', label: 'Small', icon: '🌹', gifts: [{ ...gift, value: 1 }] },
    { id: 'large', label: 'Large', icon: '💐', gifts: [{ ...gift, value: 10 }] },
  ]
  await client.deck.set({ pages: [{ id: 'one', name: '', keys }] })
  const { gifts } = await client.gifts.list({ vendor: 'zego' })
  expect(gifts.map(({ giftId, name, value }) => [giftId, name, value])).toEqual([
    ['rose', 'Small', 1],
    ['rose', 'Large', 10],
  ])
})
