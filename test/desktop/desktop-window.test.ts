import { once } from 'node:events'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { BrowserWindow } from 'electron'
import { Cockpit } from '../support/cockpit.ts'
import { expect, test } from './stage/desktop.ts'
import { runToEnd } from './stage/start-desktop.ts'
import { long, longUnless } from '../support/tier.ts'

const slow = { tencentPerSecond: 1, expireAfterMs: 0 }
const rose = { vendor: 'tencent', giftId: 'rose', count: 1 } as const

test.describe('the desktop window', () => {
  test('shows our page, and its first gift is delivered in the sandbox', async ({ desktop, cockpit }) => {
    await cockpit.key('Rose').click()

    await expect(cockpit.row('Rose ×1').getByText('delivered')).toBeVisible()
    expect(await desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
    const address = ({ webContents }: BrowserWindow) => webContents.getURL()
    expect(await (await desktop.app.browserWindow(desktop.page)).evaluate(address)).toBe('app://bundle/')
  })

  test('keeps receipts, counts and the stop over a reload', long, async ({ desktop, cockpit }) => {
    await desktop.client.sandbox.set({ viewers: false, troubles: [] })
    await cockpit.key('Rose').click()
    await expect(cockpit.row('Rose ×1').getByText('delivered')).toBeVisible()
    await expect(cockpit.counts).toContainText(/(?<!\d)1 from Giftdeck/)
    await desktop.page.getByRole('button', { name: 'STOP' }).click()
    await expect(cockpit.stopped).toBeVisible()
    await desktop.page.reload()

    await expect(cockpit.stopped).toBeVisible()
    await expect(cockpit.row('Rose ×1').getByText('delivered')).toBeVisible()
    await expect(cockpit.counts).toContainText(/(?<!\d)1 from Giftdeck/)
    await cockpit.stopped.getByRole('button', { name: 'Resume' }).click()
    await cockpit.key('Heart').click()
    await expect(cockpit.row('Heart ×1').getByText('delivered')).toBeVisible()
  })

  test(
    'comes to the front when Giftdeck is started a second time',
    long,
    async ({ desktop, cockpit, folder, host }) => {
      await expect(cockpit.key('Rose')).toBeVisible()
      const window = await desktop.app.browserWindow(desktop.page)
      await window.evaluate((each: BrowserWindow) => each.minimize())
      await expect.poll(() => window.evaluate((each: BrowserWindow) => each.isMinimized())).toBe(true)
      const second = await runToEnd({ host, dataDir: path.join(folder, 'data') })

      expect(second.code).toBe(0)
      await expect.poll(() => window.evaluate((each: BrowserWindow) => each.isMinimized())).toBe(false)
      expect(await desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
      await cockpit.key('Rose').click()
      await expect(cockpit.row('Rose ×1').getByText('delivered')).toBeVisible()
    },
  )

  test('stops everything unsent from its menu', async ({ desktop, cockpit }) => {
    await desktop.client.room.set({ name: 'Slow room', environment: 'sandbox', limits: slow })
    const pressed = await Promise.all(Array.from({ length: 6 }, () => desktop.client.gifts.fire(rose)))
    await expect(desktop.page.getByText(/^queue [1-5]/)).toBeVisible()
    await desktop.app.evaluate(({ Menu }) => {
      const items = Menu.getApplicationMenu()!.items.flatMap(({ submenu }) => submenu?.items ?? [])
      items.find(({ label }) => label === 'Stop everything unsent')!.click()
    })

    await expect(cockpit.stopped).toBeVisible()
    const states = (await desktop.client.sends.list({ limit: 100 })).items.map(({ state }) => state)
    expect(states.filter((state) => state === 'cancelled').length).toBeGreaterThanOrEqual(pressed.length - 3)
    expect(states).not.toContain('queued')
  })

  test('keeps the ledger, the room and its window position over a restart', long, async ({ start }) => {
    const first = await start()
    await first.client.room.set({ name: 'Friday night', environment: 'sandbox' })
    const { id } = await first.client.gifts.fire(rose)
    await expect.poll(async () => (await first.client.sends.get({ id })).state).toBe('delivered')
    const place = { x: 40, y: 60, width: 1000, height: 700 }
    await (await first.app.browserWindow(first.page)).evaluate((each: BrowserWindow, at) => each.setBounds(at), place)
    expect(await first.quit()).toBe(0)

    const second = await start()
    await expect(second.page.getByRole('button', { name: 'Friday night', exact: true })).toBeVisible()
    await expect(new Cockpit(second.page).row('Rose ×1').getByText('delivered')).toBeVisible()
    expect(await second.client.sends.get({ id })).toMatchObject({ id, state: 'delivered' })
    const window = await second.app.browserWindow(second.page)
    expect(await window.evaluate((each: BrowserWindow) => each.getNormalBounds())).toEqual(place)
  })

  test('asks before it closes while sends are open, and follows the answer', long, async ({ desktop }) => {
    await desktop.client.room.set({ name: 'Slow room', environment: 'sandbox', limits: slow })
    for (let each = 0; each < 6; each++) await desktop.client.gifts.fire(rose)
    const answer = (button: number) =>
      desktop.app.evaluate(({ dialog }, response) => {
        const asked: string[] = []
        Object.assign(globalThis, { asked })
        dialog.showMessageBox = (async (_window: unknown, { message, detail }: Electron.MessageBoxOptions) => {
          asked.push(`${message} ${detail}`)
          return { response, checkboxChecked: false }
        }) as never
      }, button)
    const window = await desktop.app.browserWindow(desktop.page)
    await answer(1)
    await window.evaluate((each: BrowserWindow) => each.close())
    const asked = () => desktop.app.evaluate(() => (globalThis as unknown as { asked: string[] }).asked)
    await expect.poll(asked).toEqual([expect.stringMatching(/^Close Giftdeck\? Sends are still open\./)])
    expect((await desktop.client.status.get()).stopped).toBe(false)

    await answer(0)
    const main = desktop.app.process()
    const ended = once(main, 'exit')
    await window.evaluate((each: BrowserWindow) => each.close())
    await ended
    expect(main.exitCode).toBe(0)
  })

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    test(
      `shuts down gracefully at ${signal}, also when it comes twice`,
      longUnless(signal === 'SIGINT'),
      async ({ start }) => {
        test.skip(process.platform === 'win32', 'Windows has no signals between programs.')
        const first = await start()
        await first.client.room.set({ name: 'Slow room', environment: 'sandbox', limits: slow })
        const pressed = await Promise.all(Array.from({ length: 4 }, () => first.client.gifts.fire(rose)))
        const main = first.app.process()
        const ended = once(main, 'exit')
        main.kill(signal)
        // Sent apart in time, or the system merges them into one.
        await wait(30)
        main.kill(signal)
        await ended
        expect([main.exitCode, main.signalCode]).toEqual([0, null])

        const second = await start()
        const { items } = await second.client.sends.list({ limit: 100 })
        expect(items).toHaveLength(pressed.length)
        expect(items.filter(({ state }) => state !== 'held' && state !== 'delivered')).toEqual([])
      },
    )

  test('shuts down gracefully: the call on the wire gets a known result, unsent ones are held for the next start', async ({
    start,
  }) => {
    const first = await start()
    await first.client.room.set({ name: 'Slow room', environment: 'sandbox', limits: slow })
    const pressed = await Promise.all(Array.from({ length: 6 }, () => first.client.gifts.fire(rose)))
    expect(await first.quit()).toBe(0)
    expect(first.log()).not.toContain('"level":40')

    const second = await start()
    const { items } = await second.client.sends.list({ limit: 100 })
    expect(items.map(({ id }) => id).toSorted()).toEqual(pressed.map(({ id }) => id).toSorted())
    const held = items.filter(({ state }) => state === 'held')
    expect(held.length).toBeGreaterThanOrEqual(3)
    expect(items.filter(({ state }) => state !== 'held' && state !== 'delivered')).toEqual([])
    await expect(second.page.getByText(`${held.length} held`)).toBeVisible()
  })
})
