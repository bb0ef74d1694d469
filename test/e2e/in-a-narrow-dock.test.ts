import { expect, play, test } from '../support/cockpit.ts'
import { long } from '../support/tier.ts'

declare global {
  interface Window {
    /** The hidden panels that were changed. */
    drawn: string[]
  }
}

test.use({ viewport: { width: 360, height: 740 } })

for (const locale of ['en', 'zh-CN']) {
  test.describe(`in a narrow dock (${locale})`, long, () => {
    test.use({ locale })

    test('nothing scrolls sideways in any tab', async ({ cockpit, page, host }) => {
      await play(host, 'gift-switch-off')
      await cockpit.key('Rose').click()
      for (const tab of await page.getByRole('navigation').getByRole('button').all()) {
        await tab.click()
        await expect(tab).toHaveAttribute('aria-current', 'page')
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
      }
      await expect(page.locator('main section[id^="panel-"]:visible')).toHaveCount(1)
    })
  })
}

test.describe('in a narrow dock', () => {
  test('the host fires, reads the result and the counts, posts and stops', async ({ cockpit, page, host }) => {
    await play(host)
    const tab = (name: string) => page.getByRole('navigation').getByRole('button', { name })
    await cockpit.key('Rose').click()
    // A screen reader announces the result, although the tab of the activity is not in front.
    await expect(page.getByRole('status').filter({ hasText: 'Rose ×1: delivered' })).toHaveCount(1)
    await tab('Activity').click()
    await expect(cockpit.row('Rose ×1').getByText('delivered')).toBeVisible()
    await tab('Counts').click()
    await expect(cockpit.counts).toContainText(/(?<!\d)1 from Giftdeck/)
    await tab('Announce').click()
    await cockpit.text.fill('Hello from a dock')
    await cockpit.announce.getByRole('button', { name: 'Post' }).click()
    await expect(cockpit.announce.locator('form').getByText('delivered')).toBeVisible()
    await page.getByRole('button', { name: 'STOP' }).click()
    await expect(cockpit.stopped).toContainText('Nothing was waiting.')
  })

  test('an opened receipt keeps its head visible while another one closes', long, async ({ cockpit, page, host }) => {
    await play(host, 'gift-switch-off')
    for (const name of ['Rose', 'Heart', 'Rocket', 'Castle', 'Crown', 'Gem', 'Coffee', 'Fireworks'])
      await cockpit.key(name).click()
    await page.getByRole('navigation').getByRole('button', { name: 'Activity' }).click()
    await expect(cockpit.activity.getByText('refused')).toHaveCount(8)
    for (const name of ['Rose', 'Gem', 'Castle', 'Coffee']) {
      const head = cockpit.row(name).locator('[data-row]')
      await head.click()
      await expect(head).toHaveAttribute('aria-expanded', 'true')
      await expect(
        cockpit.activity.getByText('gift_switch').or(cockpit.activity.getByText('the gift switch is off')),
      ).toHaveCount(1)
      await expect(head).toBeInViewport({ ratio: 1 })
    }
  })

  test('a panel behind another tab draws no receipt, and all of them once it is in front', async ({
    cockpit,
    page,
    host,
  }) => {
    await play(host)
    const tab = (name: string) => page.getByRole('navigation').getByRole('button', { name })
    await cockpit.key('Rose').click()
    // The panels are loaded once both have been seen.
    await tab('Counts').click()
    await expect(cockpit.total('gifts')).toHaveText('1')
    await tab('Activity').click()
    await expect(cockpit.row('Rose ×1').getByText('delivered')).toBeVisible()
    await tab('Deck').click()
    await page.evaluate(() => {
      window.drawn = []
      for (const id of ['panel-activity', 'panel-counts'])
        new MutationObserver(() => window.drawn.push(id)).observe(document.getElementById(id)!, {
          subtree: true,
          childList: true,
          characterData: true,
        })
    })
    for (let round = 0; round < 5; round++)
      await host.call('POST', '/gifts', { vendor: 'tencent', giftId: 'heart', count: 1 })
    await expect(cockpit.key('Heart').locator('.lucide-check')).toBeVisible()
    expect(await page.evaluate(() => window.drawn)).toEqual([])
    await tab('Activity').click()
    await expect(cockpit.row('Heart ×1').getByText('delivered')).toHaveCount(5)
    await tab('Counts').click()
    await expect(cockpit.total('gifts')).toHaveText('6')
  })

  test('a reload restores the same tab', async ({ cockpit, page }) => {
    await page.getByRole('navigation').getByRole('button', { name: 'Counts' }).click()
    await page.reload()

    await expect(cockpit.total('gifts')).toHaveText(/\d/)
    await expect(cockpit.deck).toBeHidden()
  })
})
