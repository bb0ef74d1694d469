import type { Page } from '@playwright/test'
import { type Cockpit, expect, play, test } from '../support/cockpit.ts'
import type { Host } from '../support/start-host.ts'

const wide = { width: 1280, height: 800 }
const narrow = { width: 360, height: 740 }

const fire = (host: Host, count: number) => host.call('POST', '/gifts', { vendor: 'tencent', giftId: 'rose', count })
const list = (cockpit: Cockpit) => cockpit.activity.locator('ol').locator('..')

/** Returns the count of each fully visible row, from the top. */
const inSight = (cockpit: Cockpit) =>
  list(cockpit).evaluate((box) => {
    const { top, bottom } = box.getBoundingClientRect()
    const rows = [...box.querySelectorAll('[data-index]')].map((row) => ({
      row,
      ...row.getBoundingClientRect().toJSON(),
    }))
    return rows
      .filter((each) => each.top >= top - 1 && each.bottom <= bottom + 1)
      .toSorted((a, b) => a.top - b.top)
      .map(({ row }) => /×\d+/.exec(row.textContent)?.[0] ?? '')
  })

async function thirtyRows(cockpit: Cockpit, host: Host) {
  await play(host)
  await expect(cockpit.key('Rose')).toBeVisible()
  for (let count = 1; count <= 30; count++) await fire(host, count)
  await expect(cockpit.row('Rose ×30').getByText('delivered')).toBeVisible()
}

const tab = (page: Page, name: string) => page.getByRole('navigation').getByRole('button', { name })

test.describe('the activity, after a resize to 360 pixels and back', () => {
  for (const tabInFront of ['Deck', 'Activity'])
    test(`shows the newest sends at the top, also those from the time at 360 pixels (${tabInFront} in front)`, async ({
      cockpit,
      page,
      host,
    }) => {
      await thirtyRows(cockpit, host)
      await page.setViewportSize(narrow)
      await tab(page, tabInFront).click()
      await fire(host, 31)
      await page.setViewportSize(wide)
      await fire(host, 32)
      await expect(cockpit.row('Rose ×32').getByText('delivered')).toBeVisible()
      await expect.poll(async () => (await inSight(cockpit)).slice(0, 3)).toEqual(['×32', '×31', '×30'])
      await expect(cockpit.activity.getByRole('button', { name: /new/ })).toHaveCount(0)
    })

  for (const tabInFront of ['Deck', 'Activity'])
    test(`shows the rows that the host was reading, and the number of new ones (${tabInFront} in front)`, async ({
      cockpit,
      page,
      host,
    }) => {
      await thirtyRows(cockpit, host)
      await list(cockpit).evaluate((box) => box.scrollTo({ top: 15 * 64 }))
      await expect.poll(async () => Number((await inSight(cockpit))[0]?.slice(1))).toBeLessThan(25)
      const [first] = await inSight(cockpit)
      await page.setViewportSize(narrow)
      await tab(page, tabInFront).click()
      await fire(host, 31)
      await page.setViewportSize(wide)
      await fire(host, 32)
      await expect(cockpit.activity.getByRole('button', { name: '2 new' })).toBeVisible()
      await expect.poll(async () => (await inSight(cockpit))[0]).toBe(first)
    })
})
