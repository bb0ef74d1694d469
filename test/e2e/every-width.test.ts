import type { Page } from '@playwright/test'
import { expect, play, test } from '../support/cockpit.ts'
import { illegible } from '../support/illegible.ts'
import { speakTwiceAsLong } from '../support/twice-as-long.ts'
import { long } from '../support/tier.ts'

const widths = [320, 360, 480, 640, 720, 800, 848, 860, 960, 1280, 1600]
/** From this width on all panels are side by side. */
const cockpitPx = 860

for (const locale of ['en', 'zh-CN'] as const) {
  test.describe(`at every width (${locale})`, long, () => {
    test.use({ locale })

    test('nothing extends beyond the edge of the window', async ({ cockpit, host, page }) => {
      await fillThePanels(host)
      await expect(cockpit.key('Rose')).toBeVisible()
      for (const width of widths) await staysInside(page, width)
    })

    test('nothing extends beyond the edge or is cut off if every text is twice as long', async ({
      cockpit,
      host,
      page,
    }) => {
      await fillThePanels(host)
      await speakTwiceAsLong(page)
      await page.reload()
      const title = locale === 'en' ? 'Deck Deck' : '礼物面板 礼物面板'
      await page.setViewportSize({ width: 1280, height: 720 })
      await expect(cockpit.deck.getByRole('heading', { name: title })).toBeVisible()
      for (const width of [360, 960, 1280]) {
        await staysInside(page, width)
        await staysReadable(page, width)
        await dialogsStayReadable(page, width)
      }
    })
  })
}

type TestHost = Parameters<typeof play>[0]

async function fillThePanels(host: TestHost) {
  await play(host)
  await host.call('PUT', '/goals', { goals: [{ id: 'mic', title: 'A new microphone for the show', target: 500 }] })
  await host.call('POST', '/gifts', { vendor: 'tencent', giftId: 'rose', count: 5 })
  await host.call('POST', '/announcements', { text: 'Welcome everyone! We start in five minutes.' })
}

async function staysInside(page: Page, width: number) {
  await page.setViewportSize({ width, height: 720 })
  const tabs = page.getByRole('navigation').getByRole('button')
  await expect(tabs).toHaveCount(width < cockpitPx ? 4 : 0)
  if (width >= cockpitPx) return expect.poll(() => overTheEdge(page), `${width} px`).toEqual([])
  for (const tab of await tabs.all()) {
    await tab.click()
    await expect.poll(() => overTheEdge(page), `${width} px, ${await tab.textContent()}`).toEqual([])
  }
}

async function staysReadable(page: Page, width: number) {
  const tabs = await page.getByRole('navigation').getByRole('button').all()
  for (const tab of width < cockpitPx ? tabs : [null]) {
    await tab?.click()
    const where = (await tab?.textContent()) ?? 'all panels'
    await expect.poll(() => illegible(page), `${width} px, ${where}`).toEqual([])
  }
}

/** Opens each dialog by its shortcut, and the editor of the deck, and checks that no text is cut off. */
async function dialogsStayReadable(page: Page, width: number) {
  if (width < cockpitPx) await page.getByRole('navigation').getByRole('button').first().click()
  for (const key of ['p', 'r', '?', 'ControlOrMeta+k']) {
    await page.keyboard.press(key)
    await page.getByRole('dialog').first().waitFor()
    await expect.poll(() => illegible(page), `${width} px, ${key}`).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').first().waitFor({ state: 'detached' })
  }
  // These words find the dialogs of a broadcast in both languages.
  for (const words of ['preflight', 'websocket', 'browser source']) {
    await page.keyboard.press('ControlOrMeta+k')
    await page.getByRole('dialog').getByRole('combobox').fill(words)
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').getByRole('heading').first().waitFor()
    await expect.poll(() => illegible(page), `${width} px, ${words}`).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').first().waitFor({ state: 'detached' })
  }
  await page.keyboard.press('e')
  await page.locator('[data-tile]').nth(1).click()
  await expect.poll(() => illegible(page), `${width} px, a key`).toEqual([])
  await page.keyboard.press('Escape')
  await expect.poll(() => illegible(page), `${width} px, the deck while it is edited`).toEqual([])
  await page.keyboard.press('e')
}

/** Returns the page itself if it scrolls sideways, and each panel and control that extends beyond the window. */
const overTheEdge = (page: Page) =>
  page.evaluate(() => {
    const wide = document.scrollingElement?.scrollWidth ?? 0
    const found = [...document.querySelectorAll('body > * section, header, header button, main')].filter(
      (element) => element.checkVisibility() && element.getBoundingClientRect().right > innerWidth + 0.5,
    )
    return [
      ...(wide > innerWidth ? [`the page is ${wide} px wide`] : []),
      ...found.map((element) => element.outerHTML.slice(0, 120)),
    ]
  })
