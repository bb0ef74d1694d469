import { expect, it, onTestFinished } from 'vitest'
import { createGiftdeckClient } from '../../clients/giftdeck-client/client.ts'
import type { DeckKey } from '../../shared/contract/deck.ts'
import { startTestServer } from '../core/server/start-test-server.ts'
import { makeVendors, roomAt } from '../support/make-app.ts'
import { until } from '../support/until.ts'

const keyOf = (id: string): DeckKey => ({ id, label: id, icon: '🌹', gifts: [{ vendor: 'tencent', giftId: 'rose' }] })
const keys = ['one', 'two', 'three']
const pressesOfDevice = 67

it('200 presses of three devices at once are as many in the record of the vendor, the receipts and the numbers of the keys', async () => {
  const [server, vendors] = [await startTestServer(), await makeVendors()]
  await server.client.room.set(roomAt(vendors, { limits: { expireAfterMs: 0 } }))
  await server.client.deck.set({ pages: [{ id: 'page', name: '', keys: keys.map(keyOf) }] })
  const devices = keys.map((name) => {
    const { token } = server.app.tokens.create(name, ['read', 'fire'])
    const client = createGiftdeckClient({ address: { url: server.url, token }, onChange: () => undefined })
    onTestFinished(() => client.close())
    return client
  })
  await until(() => devices.every((device) => device.connection().is === 'online'))

  const pressed = await Promise.all(
    devices.flatMap((device) =>
      Array.from({ length: pressesOfDevice }, (_, index) =>
        device.press({ id: keys[index % keys.length]!, room: 'Test stage' }),
      ),
    ),
  )
  const ids = pressed.flat().map(({ id }) => id)
  expect(new Set(ids).size).toBe(devices.length * pressesOfDevice)
  expect(new Set(pressed.flat().map(({ state }) => state))).toEqual(new Set(['delivered']))
  expect((await vendors.recording()).tencent.gifts).toHaveLength(ids.length)
  const { items } = await server.client.sends.list({ limit: 1_000 })
  const ofDevice = (name: string) => items.filter(({ device }) => device === name).length
  expect(keys.map(ofDevice)).toEqual(keys.map(() => pressesOfDevice))
  const totals = new Map((await server.client.deck.totals()).keys.map(({ id, pieces }) => [id, pieces]))
  for (const device of devices)
    for (const id of keys) await until(() => device.view()?.piecesOfKey(id) === totals.get(id))
  expect([...totals.values()].reduce((sum, pieces) => sum + pieces, 0)).toBe(ids.length)
})
