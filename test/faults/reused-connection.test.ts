import { describe, expect, it } from 'vitest'
import { makeApp } from '../support/make-app.ts'
import { until } from '../support/until.ts'
import { rawServer, response } from '../core/vendors/servers.ts'

// Chromium's network stack repeats such a POST by itself (`ERR_CONNECTION_RESET` on a reused socket), and a gift then
// counts twice. No code that sends gifts may use it.
describe('a gift on a reused connection', () => {
  it.each(['reset', 'closed'])('leaves once when the connection is %s after the vendor read it', async (how) => {
    const ok = response('{"ActionStatus":"OK","ErrorCode":0,"ErrorInfo":"","RequestId":"r1"}')
    const places: number[] = []
    const server = await rawServer((socket, { text, nth }) => {
      if (!text.includes('"Count":77')) return void socket.write(ok)
      places.push(nth)
      if (how === 'reset') socket.resetAndDestroy()
      else socket.end()
    })
    const { client } = await makeApp()
    const account = { sdkAppId: 1_400_000_001, identifier: 'administrator', secretKey: 'x'.repeat(64) }
    const people = { roomId: 'stage', sender: 'test-fan', receiver: 'host' }
    await client.room.set({
      name: 'Test stage',
      environment: 'test',
      tencent: { host: server.url.origin, ...account, ...people },
    })
    const press = (count: number) => client.gifts.fire({ vendor: 'tencent', giftId: 'rose', count })
    const first = await press(1)
    await until(async () => (await client.sends.get(first)).state === 'delivered')

    const { id } = await press(77)
    const receipt = await until(async () => {
      const now = await client.sends.get({ id })
      return now.state === 'unknown' ? now : null
    })
    expect(receipt).toMatchObject({ reason: 'line-broke', attempts: 1 })
    // If the gift had gone out again, the vendor would have read it before the next gift.
    const next = await press(2)
    await until(async () => (await client.sends.get(next)).state === 'delivered')
    expect(places.length).toBe(1)
    expect(places[0]).toBeGreaterThan(1)
  })
})
