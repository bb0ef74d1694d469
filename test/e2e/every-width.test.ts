import type { Page } from '@playwright/test'
import { expect, play, test } from '../support/cockpit.ts'
import { speakTwiceAsLong } from '../support/twice-as-long.ts'

const widths = [320, 360, 480, 640, 720, 800, 848, 860, 960, 1280, 1600]
/** From here on all panels stand side by side. */
const cockpitPx = 860

for (const locale of ['en', 'zh-CN'] as const) {
  test.describe(`at every width (${locale})`, () => {
    test.use({ locale })

    test('nothing reaches over the edge of the window', async ({ cockpit, host, page }) => {
      await fillThePanels(host)
      await expect(cockpit.key('Rose')).toBeVisible()
      for (const width of widths) await staysInside(page, width)
    })

    test('nor where every text is twice as long', async ({ cockpit, host, page }) => {
      await fillThePanels(host)
      await speakTwiceAsLong(page)
      await page.reload()
      const title = locale === 'en' ? 'Deck Deck' : '礼物面板 礼物面板'
      await page.setViewportSize({ width: 1280, height: 720 })
      await expect(cockpit.deck.getByRole('heading', { name: title })).toBeVisible()
      for (const width of [360, 960, 1280]) {
        await staysInside(page, width)
        await staysReadable(page, width)
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

/** Every panel and dialog of this size, word by word. */
async function staysReadable(page: Page, width: number) {
  const tabs = await page.getByRole('navigation').getByRole('button').all()
  for (const tab of width < cockpitPx ? tabs : [null]) {
    await tab?.click()
    await expect.poll(() => illegible(page), `${width} px, ${(await tab?.textContent()) ?? 'all panels'}`).toEqual([])
  }
}

/** Words that end at an edge without an ellipsis, words of the status bar that lie on others, and names that shrank away. */
const illegible = (page: Page) =>
  page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const texts: { says: string; box: DOMRect; of: Element }[] = []
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const of = node.parentElement
      const says = node.textContent?.trim() ?? ''
      if (says === '' || of === null || !of.checkVisibility() || of.closest('.sr-only, noscript, script') !== null)
        continue
      const range = document.createRange()
      range.selectNodeContents(node)
      texts.push({ says, of, box: range.getBoundingClientRect() })
    }
    const frames = (element: Element): Element[] =>
      element.parentElement === null ? [element] : [element, ...frames(element.parentElement)]
    const isCut = ({ of, box }: (typeof texts)[number]) =>
      frames(of).some((frame) => {
        const { overflowX, textOverflow } = getComputedStyle(frame)
        if (overflowX === 'visible' || textOverflow === 'ellipsis') return false
        const { left, right } = frame.getBoundingClientRect()
        return box.left < left - 1 || box.right > right + 1
      })
    const bar = texts.filter(({ of }) => of.closest('body header') === document.querySelector('header'))
    const seen = (one: (typeof texts)[number]) => {
      const { left, right, top, bottom } = one.of.getBoundingClientRect()
      return { left, right: Math.min(right, one.box.right), top, bottom }
    }
    const overlap = (one: (typeof texts)[number], other: (typeof texts)[number]) => {
      const [a, b] = [seen(one), seen(other)]
      return a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1
    }
    return [
      ...texts.filter(isCut).map(({ says }) => `cut: ${says}`),
      ...bar.flatMap((one, nth) =>
        bar.slice(nth + 1).flatMap((other) => (overlap(one, other) ? [`${one.says} lies on ${other.says}`] : [])),
      ),
      ...bar
        .filter(({ of, box }) => of.clientWidth > 0 && of.clientWidth < Math.min(box.width, 40))
        .map(({ says, of }) => `only ${of.clientWidth} px of ${says}`),
    ]
  })

/** The page itself where it scrolls sideways, and each panel and control that ends beyond the window. */
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
