import type { BrowserWindow } from 'electron'
import { expect, test } from './stage/desktop.ts'
import type { Running } from './stage/start-desktop.ts'
import { long, longUnless } from '../support/tier.ts'

const slow = { tencentPerSecond: 1, expireAfterMs: 0 }
const rose = { vendor: 'tencent', giftId: 'rose', count: 1 } as const

interface Requests {
  notices: string[]
  badges: number[]
}

/** Records what the app asks of the system from now on. */
const recordRequests = ({ app }: Running) =>
  app.evaluate(({ app: electron, Notification }) => {
    const requests: Requests = { notices: [], badges: [] }
    Object.assign(globalThis, { requests })
    Notification.prototype.show = function (this: Electron.Notification) {
      requests.notices.push(`${this.title}: ${this.body}`)
    }
    electron.setBadgeCount = (count) => {
      requests.badges.push(count ?? 0)
      return true
    }
  })
const requests = ({ app }: Running) => app.evaluate(() => (globalThis as unknown as { requests: Requests }).requests)

const isKeptAwake = ({ app }: Running) =>
  app.evaluate(({ powerSaveBlocker }) =>
    Array.from({ length: 20 }, (_, id) => powerSaveBlocker.isStarted(id)).some(Boolean),
  )

test.describe('while the host is not looking', () => {
  test('the computer stays awake only while sends are on their way', async ({ desktop }) => {
    expect(await isKeptAwake(desktop)).toBe(false)
    await desktop.client.room.set({ name: 'Slow room', environment: 'sandbox', limits: slow })
    for (let each = 0; each < 3; each++) await desktop.client.gifts.fire(rose)
    expect(await isKeptAwake(desktop)).toBe(true)
    await desktop.client.safety.stop()
    await expect.poll(() => isKeptAwake(desktop)).toBe(false)
  })

  for (const moment of ['suspend', 'resume'] as const)
    test(`an unlocked live room is locked at ${moment}`, longUnless(moment === 'suspend'), async ({ desktop }) => {
      await desktop.client.safety.arm({ seconds: 600, hold: true })
      expect((await desktop.client.status.get()).armed).toBe(true)
      await desktop.app.evaluate(({ powerMonitor }, name) => powerMonitor.emit(name), moment)
      await expect.poll(async () => (await desktop.client.status.get()).armed).toBe(false)
    })

  test('failures cause one notice and a badge, cleared when the window is in front', long, async ({ desktop }) => {
    await desktop.client.sandbox.set({ viewers: false, troubles: ['gift-switch-off'] })
    const window = await desktop.app.browserWindow(desktop.page)
    await recordRequests(desktop)
    await window.evaluate((each: BrowserWindow) => each.blur())
    for (let each = 0; each < 3; each++) await desktop.client.gifts.fire(rose)

    await expect
      .poll(async () => (await requests(desktop)).notices)
      .toEqual([expect.stringMatching(/^3 sends went wrong: 3 refused\./)])
    expect((await requests(desktop)).badges).toEqual([3])
    await window.evaluate((each: BrowserWindow) => each.focus())
    await expect.poll(async () => (await requests(desktop)).badges).toEqual([3, 0])
  })
})
