import { expect, test } from './stage/desktop.ts'
import type { Running } from './stage/start-desktop.ts'
import { long } from '../support/tier.ts'

const serve = 'Serve docks and Stream Deck on this computer'
const copy = 'Copy an address for an OBS dock'
const copyAnew = 'Copy a new address for an OBS dock (the one before stops working)'
const withdraw = 'Withdraw the address (docks and Stream Deck lose access)'

const menu = ({ app }: Running) =>
  app.evaluate(({ Menu }) =>
    Object.fromEntries(
      Menu.getApplicationMenu()!
        .items.flatMap(({ submenu }) => submenu?.items ?? [])
        .map(({ label, enabled }) => [label, enabled]),
    ),
  )
const choose = ({ app }: Running, label: string) =>
  app.evaluate(({ Menu }, wanted) => {
    const items = Menu.getApplicationMenu()!.items.flatMap(({ submenu }) => submenu?.items ?? [])
    items.find((each) => each.label === wanted)!.click()
  }, label)

test.describe('the address for docks', () => {
  test(
    'exists once at a time, reads neither the room nor the tokens, and can be revoked',
    long,
    async ({ desktop }) => {
      const copied = () => desktop.app.evaluate(({ clipboard }) => clipboard.readText())
      const address = async (label: string, before = '') => {
        await choose(desktop, label)
        await expect.poll(copied).not.toBe(before)
        return copied()
      }
      const request = async (url: string, route: string, method = 'GET') => {
        const { origin, hash } = new URL(url)
        const headers = { Authorization: `Bearer ${hash.slice('#token='.length)}`, 'Content-Type': 'application/json' }
        return (await fetch(`${origin}/api/v1${route}`, { method, headers })).status
      }
      expect(await menu(desktop)).toMatchObject({ [copy]: false, [withdraw]: false })
      await choose(desktop, serve)
      await expect.poll(async () => (await menu(desktop))[copy]).toBe(true)

      const before = await copied()
      const first = await address(copy, before)
      expect(await request(first, '/status')).toBe(200)
      expect(await request(first, '/room')).toBe(403)
      expect(await request(first, '/tokens')).toBe(403)
      await expect.poll(() => menu(desktop)).toMatchObject({ [copyAnew]: true, [withdraw]: true })

      const second = await address(copyAnew, first)
      expect([await request(first, '/status'), await request(second, '/status')]).toEqual([401, 200])
      expect((await desktop.client.tokens.list()).items).toMatchObject([{ name: 'OBS dock', scopes: ['read', 'fire'] }])

      await choose(desktop, withdraw)
      await expect.poll(() => request(second, '/status')).toBe(401)
      expect(await menu(desktop)).toMatchObject({ [copy]: true, [withdraw]: false })
      expect((await desktop.client.tokens.list()).items).toEqual([])
    },
  )
})
