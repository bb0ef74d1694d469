import { createServer, type Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { expect, test } from './stage/desktop.ts'
import { long } from '../support/tier.ts'

const account = { sdkAppId: 1_400_000_001, identifier: 'administrator', secretKey: 'x'.repeat(64) }
const people = { roomId: 'stage', sender: 'fan', receiver: 'host' }
const roomAt = (host: string) => ({
  name: 'Friday night',
  environment: 'test' as const,
  tencent: { host, ...account, ...people },
})
const rose = { vendor: 'tencent', giftId: 'rose', count: 1 } as const

async function listening(server: Server) {
  const sockets: Socket[] = []
  server.on('connection', (socket: Socket) => {
    sockets.push(socket)
    socket.on('error', () => {})
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const close = () => {
    for (const socket of sockets) socket.destroy()
    server.close()
  }
  return { port: (server.address() as AddressInfo).port, sockets, close }
}

test.describe('the desktop behind a proxy', () => {
  test('asks Chromium for the proxy, and reports a proxy that wants a Windows sign-in', async ({ desktop }) => {
    const asked: string[] = []
    const proxy = await listening(
      createServer().on('connect', (request, client) => {
        asked.push(request.url ?? '')
        client.end('HTTP/1.1 407 No\r\nProxy-Authenticate: Negotiate\r\nContent-Length: 0\r\n\r\n')
      }),
    )
    const proxyRules = `127.0.0.1:${proxy.port}`
    await desktop.app.evaluate(
      ({ session }, rules) => session.defaultSession.setProxy({ proxyRules: rules }),
      proxyRules,
    )
    await desktop.client.room.set(roomAt('vendor.giftdeck.test'))
    const { id } = await desktop.client.gifts.fire(rose)

    await expect.poll(async () => (await desktop.client.sends.get({ id })).state).toBe('refused')
    expect(await desktop.client.sends.get({ id })).toMatchObject({ reason: 'proxy-sign-in-unsupported', attempts: 1 })
    expect(new Set(asked)).toEqual(new Set(['vendor.giftdeck.test:443']))
    await expect(desktop.page.getByText('wants a Windows sign-in').first()).toBeVisible()
    proxy.close()
  })

  test('closes the connections from before a sleep, and opens new ones', long, async ({ desktop }) => {
    const answer = JSON.stringify({ ActionStatus: 'OK', ErrorCode: 0, ErrorInfo: '', RequestId: 'r1' })
    const vendor = await listening(
      createServer((request, response) => request.resume().on('end', () => response.end(answer))),
    )
    await desktop.client.room.set(roomAt(`http://127.0.0.1:${vendor.port}`))
    const press = async () => {
      const { id } = await desktop.client.gifts.fire(rose)
      await expect.poll(async () => (await desktop.client.sends.get({ id })).state).toBe('delivered')
    }
    await press()
    const before = [...vendor.sockets]
    await desktop.app.evaluate(({ powerMonitor }) => powerMonitor.emit('resume'))

    // The counts are read every two seconds, so a reused connection would never be idle long enough to be closed.
    await expect.poll(() => before.filter(({ destroyed }) => !destroyed).length).toBe(0)
    await press()
    vendor.close()
  })
})
