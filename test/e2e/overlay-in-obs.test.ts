import type { BrowserContext, Page } from '@playwright/test'
import { until } from '../support/until.ts'
import { expect, test } from '../support/cockpit.ts'
import type { Host } from '../support/start-host.ts'
import { long } from '../support/tier.ts'

interface MadeOverlay {
  id: string
  address: string
}

test.use({ hasViewers: false, hasOwnProcess: true })

const goal = { id: 'mic', title: 'New microphone', target: 200 }
const make = (host: Host, more: object = {}) =>
  host.call<MadeOverlay>('POST', '/overlays', { name: 'Goal bar', ...more })
const fire = (host: Host, count = 1, giftId = 'rose') =>
  host.call('POST', '/gifts', { vendor: 'tencent', giftId, count })

/** Opens an overlay as OBS does, in a page of its own. */
async function openInObs(context: BrowserContext, address: string) {
  const page = await context.newPage()
  await page.setViewportSize({ width: 800, height: 600 })
  await page.goto(address)
  return page
}

/** Records each alert as viewers see it, in the page. */
const recordAlerts = (page: Page) =>
  page.addInitScript(() => {
    const seen: string[] = []
    Object.assign(window, { seenAlerts: seen })
    addEventListener('DOMContentLoaded', () => {
      new MutationObserver(() => {
        const box = document.querySelector<HTMLElement>('#gd-alert[data-shown="true"]')
        const text = box?.textContent ?? ''
        if (text !== '' && seen.at(-1) !== text) seen.push(text)
      }).observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true })
    })
  })
const seenAlerts = (page: Page) => page.evaluate(() => (window as unknown as { seenAlerts: string[] }).seenAlerts)

test.describe('an overlay in OBS', () => {
  test('shows the goal and the count of its room, and each delivered gift', async ({ host, context }) => {
    await host.call('PUT', '/goals', { goals: [goal] })
    const overlay = await openInObs(context, (await make(host)).address)
    await expect(overlay.locator('#gd-goal')).toContainText('New microphone')
    await expect(overlay.locator('.gd-goal-numbers')).toHaveText('0 / 200 gifts')
    await expect(overlay.locator('#gd-goal .gd-badge')).toHaveText('TEST')
    await fire(host, 10)
    await expect(overlay.locator('#gd-alert')).toContainText('×10')
    await expect(overlay.locator('.gd-goal-numbers')).toHaveText('10 / 200 gifts')
    await expect(overlay.locator('.gd-count-value')).toHaveText('10')
  })

  test('shows nothing while another room is active', async ({ host, context }) => {
    const overlay = await openInObs(context, (await make(host)).address)
    await expect(overlay.locator('#gd-overlay')).toBeVisible()
    await host.call('PUT', '/room', { name: 'Other room', environment: 'sandbox' })
    await expect(overlay.locator('#gd-overlay')).toBeHidden()
  })

  test('freezes while the line is lost, and shows each alert once when it is back', long, async ({ host, context }) => {
    const { address } = await make(host)
    const overlay = await context.newPage()
    await recordAlerts(overlay)
    await overlay.goto(address)
    await expect(overlay.locator('.gd-count-value')).toHaveText('0')
    await fire(host, 7)
    await expect(overlay.locator('.gd-count-value')).toHaveText('7')
    await host.end()
    await expect(overlay.locator('#gd-alert')).toHaveAttribute('data-shown', 'false')
    await expect(overlay.locator('.gd-count-value')).toHaveText('7')
    await host.start()
    await host.call('PUT', '/sandbox', { viewers: false, troubles: [] })
    await until(async () => (await host.call<{ items: { open: number }[] }>('GET', '/overlays')).items[0]!.open > 0)
    await fire(host, 3)
    await expect(overlay.locator('#gd-alert')).toContainText('×3')
    expect((await seenAlerts(overlay)).map((text) => /×(\d+)/.exec(text)?.[1])).toEqual(['7', '3'])
  })

  test('is live beside seven others, a cockpit and two docks', long, async ({ host, context, cockpit }) => {
    const { address } = await make(host)
    const overlays = await Promise.all(Array.from({ length: 8 }, () => openInObs(context, address)))
    const docks = [await context.newPage(), await context.newPage()]
    for (const dock of docks) await dock.goto(host.address())
    await fire(host, 5)
    for (const overlay of overlays) await expect(overlay.locator('.gd-count-value')).toHaveText('5')
    await expect(cockpit.row('Rose ×5').getByText('delivered')).toBeVisible()
    for (const dock of docks) await expect(dock.getByText('Rose').first()).toBeVisible()
  })
})
