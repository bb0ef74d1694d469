import type { Page } from '@playwright/test'
import { type Cockpit, expect, play, test } from '../support/cockpit.ts'
import { roomOf } from '../support/start-vendors.ts'
import { longUnless } from '../support/tier.ts'

const windows = [
  { name: 'cockpit', width: 960, height: 600 },
  { name: 'dock', width: 360, height: 740 },
]

/** Returns the position and size of each key. */
const boxes = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('[data-key]')].map((key) => {
      const { x, y, width, height } = key.getBoundingClientRect()
      return [x, y, width, height].map(Math.round).join(' ')
    }),
  )

/** Waits until the page has rendered twice, so that whatever moves after a change has moved. */
const renderTwice = (page: Page) =>
  page.evaluate(() => new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))))

async function refuse(cockpit: Cockpit) {
  await cockpit.choose(66)
  await cockpit.page.keyboard.press('1')
  await expect(cockpit.deck.getByRole('alert')).toContainText('was not sent')
}

for (const { name, width, height } of windows) {
  test.describe(`the keys of a ${name}`, longUnless(name === 'dock'), () => {
    test.use({ viewport: { width, height } })

    test.beforeEach(async ({ cockpit, host, vendors }) => {
      const caps = { perPress: 10 }
      await host.call('PUT', '/room', roomOf(vendors, { name: 'Friday show', environment: 'live', caps }))
      await expect(cockpit.deck).toContainText('Locked')
      await expect(cockpit.key('Rose')).toBeVisible()
    })

    test('stay in place while the room is unlocked, a press is refused and the notice disappears', async ({
      cockpit,
      host,
      page,
    }) => {
      const before = await boxes(page)
      await host.call('POST', '/arm', { seconds: 60 })
      await expect(cockpit.deck).toContainText('Armed: the next press fires')
      expect(await boxes(page)).toEqual(before)

      await host.call('POST', '/arm', { seconds: 60, hold: true })
      await expect(cockpit.deck).toContainText('Armed: every press fires')
      await refuse(cockpit)
      await expect(cockpit.deck).toContainText('Armed, but 10 a press at most')
      expect(await boxes(page)).toEqual(before)

      await cockpit.deck.getByRole('button', { name: 'Seen' }).click()
      await expect(cockpit.deck.getByRole('alert')).toBeHidden()
      expect(await boxes(page)).toEqual(before)
    })

    test('stay in place even when scrolled to the end', async ({ cockpit, host, page }) => {
      await host.call('POST', '/arm', { seconds: 60, hold: true })
      await refuse(cockpit)
      await cockpit.deck.getByRole('tabpanel').evaluate((panel) => panel.scrollTo(0, 10_000))
      const before = await boxes(page)

      await cockpit.deck.getByRole('button', { name: 'Seen' }).click()
      await expect(cockpit.deck.getByRole('alert')).toBeHidden()
      await renderTwice(page)
      expect(await boxes(page)).toEqual(before)
    })
  })

  test.describe(`a deck in a ${name}`, longUnless(name === 'dock'), () => {
    test.use({ viewport: { width, height } })

    test('keeps its keys in place when a send fails', async ({ cockpit, host, page }) => {
      await expect(cockpit.key('Castle')).toBeVisible()
      const before = await boxes(page)
      await play(host, 'gift-switch-off')
      await host.call('POST', '/gifts', { vendor: 'tencent', giftId: 'castle', count: 1 })
      await expect(cockpit.deck.getByRole('alert')).toContainText('refused')
      expect(await boxes(page)).toEqual(before)
    })
  })
}

const widths = [
  [320, 740],
  [360, 740],
  [960, 600],
] as const

for (const [width, height] of widths) {
  test.describe(`a window of ${width} px`, longUnless(width === 360), () => {
    test.use({ viewport: { width, height } })

    test('keeps its keys in place when a show begins, is warned of and ends', async ({
      cockpit,
      host,
      page,
      vendors,
    }) => {
      await host.call('PUT', '/room', roomOf(vendors, { name: 'Friday night show', environment: 'test' }))
      await expect(cockpit.key('Rose')).toBeVisible()
      await expect(page.getByRole('banner')).toContainText(/queue 0/)
      const before = await boxes(page)

      await host.call('PUT', '/on-air', { state: 'on' })
      await expect(page.getByRole('banner').getByRole('button', { name: /^ON AIR/ })).toBeInViewport({ ratio: 1 })
      await renderTwice(page)
      expect(await boxes(page)).toEqual(before)

      await host.call('POST', '/gifts', { vendor: 'tencent', giftId: 'rose', count: 1 })
      await expect(page.getByText(/pressed for the test room Friday night show/)).toBeVisible()
      await renderTwice(page)
      expect(await boxes(page)).toEqual(before)

      await host.call('PUT', '/on-air', { state: 'off' })
      await expect(page.getByText('The show is over')).toBeVisible()
      await renderTwice(page)
      expect(await boxes(page)).toEqual(before)
      await expect(page.getByRole('dialog')).toHaveCount(0)
    })
  })
}

for (const width of [300, 320, 360, 400]) {
  test.describe(`a dock of ${width} px`, longUnless(width === 320), () => {
    test.use({ viewport: { width, height: 740 } })

    test('keeps its keys in place when a queue appears', async ({ cockpit, host, page, vendors }) => {
      const slow = { limits: { tencentPerSecond: 1, expireAfterMs: 0 } }
      await host.call('PUT', '/room', roomOf(vendors, { name: 'Friday night show', ...slow }))
      await expect(page.getByRole('banner')).toContainText('Friday night show')
      await expect(cockpit.key('Rose')).toBeVisible()
      await host.call('POST', '/gifts', { vendor: 'tencent', giftId: 'rose', count: 1 })
      await expect(page.getByRole('banner')).toContainText(/\d (ms|sec)/)
      const before = await boxes(page)
      for (let sent = 0; sent < 38; sent++)
        await host.call('POST', '/gifts', { vendor: 'tencent', giftId: 'rose', count: 1 })

      await expect(page.getByRole('banner')).toContainText(/queue 3\d · 3\d sec/)
      expect(await boxes(page)).toEqual(before)
      await expect(page.getByRole('banner').getByText(/queue 3\d/)).toBeInViewport({ ratio: 1 })

      await host.call('PUT', '/on-air', { state: 'on' })
      await expect(page.getByRole('banner').getByRole('button', { name: /^ON AIR/ })).toBeInViewport({ ratio: 1 })
      await renderTwice(page)
      expect(await boxes(page)).toEqual(before)
    })
  })
}

test('the multiplier is ×1 again in another room, also after a reload', async ({ cockpit, host, vendors, page }) => {
  await cockpit.choose(66)
  await host.call('PUT', '/room', roomOf(vendors, { name: 'Friday show', environment: 'live' }))
  await expect(cockpit.deck).toContainText('Locked')

  await expect(cockpit.deck.getByRole('radio', { name: '×1', exact: true })).toBeChecked()
  await page.reload()
  await expect(cockpit.deck.getByRole('radio', { name: '×1', exact: true })).toBeChecked()
})
