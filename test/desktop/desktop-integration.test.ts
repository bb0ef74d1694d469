import type { BrowserWindow } from 'electron'
import { expect, test } from './stage/desktop.ts'
import type { Running } from './stage/start-desktop.ts'
import { long } from '../support/tier.ts'

const slow = { tencentPerSecond: 1, expireAfterMs: 0 }
const rose = { vendor: 'tencent', giftId: 'rose', count: 1 } as const
const key = 'CommandOrControl+Shift+F8'
const small = 'Small window on top'

const menuItems = ({ app }: Running) =>
  app.evaluate(({ Menu }) =>
    Menu.getApplicationMenu()!
      .items.flatMap(({ submenu }) => submenu?.items ?? [])
      .map(({ label, enabled, checked, accelerator }) => ({ label, enabled, checked, accelerator })),
  )
const choose = ({ app }: Running, label: string) =>
  app.evaluate(({ Menu }, wanted) => {
    const items = Menu.getApplicationMenu()!.items.flatMap(({ submenu }) => submenu?.items ?? [])
    items.find((each) => each.label === wanted)!.click()
  }, label)
const placeOf = async ({ app, page }: Running) =>
  (await app.browserWindow(page)).evaluate((each: BrowserWindow) => ({
    box: each.getNormalBounds(),
    onTop: each.isAlwaysOnTop(),
  }))

interface Shown {
  tooltip: string
  menu: Electron.Menu | null
}

test.describe('the desktop integration', () => {
  test('the tray shows the status and can stop', async ({ desktop, cockpit }) => {
    test.skip(process.platform !== 'linux', 'Elsewhere the menu of the tray is made when a hand opens it.')
    await desktop.app.evaluate(({ Tray }) => {
      const shown: Shown = { tooltip: '', menu: null }
      Object.assign(globalThis, { shown })
      Tray.prototype.setToolTip = (text) => void (shown.tooltip = text)
      Tray.prototype.setContextMenu = (menu) => void (shown.menu = menu)
    })
    const shown = () =>
      desktop.app.evaluate(() => {
        const { tooltip, menu } = (globalThis as unknown as { shown: Shown }).shown
        return { tooltip, labels: menu?.items.map(({ label }) => label) ?? [] }
      })
    await desktop.client.room.set({ name: 'Tom & Rose', environment: 'sandbox', limits: slow })
    for (let each = 0; each < 8; each++) await desktop.client.gifts.fire(rose)

    await expect.poll(async () => (await shown()).labels[2]).toMatch(/^Queue: [1-7]$/)
    expect(await shown()).toMatchObject({
      tooltip: 'Giftdeck – Sandbox – Tom & Rose',
      labels: expect.arrayContaining(['Sandbox – Tom && Rose', expect.stringMatching(/^Gifts: /)]),
    })
    await desktop.app.evaluate(() => {
      const { menu } = (globalThis as unknown as { shown: Shown }).shown
      menu!.items.find(({ label }) => label === 'Stop everything unsent')!.click()
    })
    await expect(cockpit.stopped).toBeVisible()
    await expect.poll(async () => (await shown()).tooltip).toBe('Giftdeck – Sandbox – Tom & Rose – Stopped')
  })

  test(
    'the window can be small and on top, also after a restart, and returns to its old place',
    long,
    async ({ start }) => {
      const first = await start()
      const place = { x: 40, y: 60, width: 1000, height: 700 }
      await (await first.app.browserWindow(first.page)).evaluate((each: BrowserWindow, at) => each.setBounds(at), place)
      await choose(first, small)
      const { box } = await placeOf(first)
      expect(box.width).toBe(360)
      expect((await placeOf(first)).onTop).toBe(true)
      expect(await menuItems(first)).toContainEqual(expect.objectContaining({ label: small, checked: true }))
      const moved = { ...box, x: 100, y: 120 }
      await (await first.app.browserWindow(first.page)).evaluate((each: BrowserWindow, at) => each.setBounds(at), moved)
      await first.quit()

      const second = await start()
      expect(await placeOf(second)).toEqual({ box: moved, onTop: true })
      await choose(second, small)
      expect(await placeOf(second)).toEqual({ box: place, onTop: false })
      await second.quit()

      const third = await start()
      expect(await placeOf(third)).toEqual({ box: place, onTop: false })
      await choose(third, small)
      expect(await placeOf(third)).toEqual({ box: moved, onTop: true })
    },
  )

  test('the menu shows the STOP key, which is registered system-wide', async ({ desktop }) => {
    expect(await menuItems(desktop)).toContainEqual(
      expect.objectContaining({ label: 'Stop everything unsent', accelerator: key }),
    )
    expect(await desktop.app.evaluate(({ globalShortcut }, wanted) => globalShortcut.isRegistered(wanted), key)).toBe(
      true,
    )
  })

  test(
    'a STOP key that another program uses is reported at the start, and in the menu',
    long,
    async ({ start, host }) => {
      test.skip(host === 'Electron', 'No other program here takes the key.')
      const desktop = await start({ env: { LOOKALIKE_TAKEN_KEY: key } })
      await expect.poll(() => desktop.log()).toContain('While another program is in front, that key will not stop')
      const items = await menuItems(desktop)
      expect(items).toContainEqual(
        expect.objectContaining({ label: expect.stringMatching(/^The STOP key .+ is taken/), enabled: false }),
      )
      expect(items.find(({ label }) => label === 'Stop everything unsent')?.accelerator).toBe('CommandOrControl+.')
    },
  )

  test('what this system does not support is disabled, with the reason', long, async ({ desktop }) => {
    test.skip(process.platform !== 'linux', 'Windows and macOS can.')
    const items = await menuItems(desktop)
    for (const what of ['Hide this window from screen capture', 'Start Giftdeck at login'])
      expect(items).toContainEqual(
        expect.objectContaining({ label: `${what} (not possible on this system)`, enabled: false }),
      )
  })
})
