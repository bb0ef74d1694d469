import type { Page } from '@playwright/test'

/** The translations of one language, as the build bundles them; other code has no such names. */
const packs = /\/assets\/(en|zh-CN)(-rest)?-[^/]*\.js$/

/** Doubles every text of the page, so that it is like a language with longer words. */
export async function speakTwiceAsLong(page: Page) {
  await page.route(packs, async (route) => {
    const response = await route.fetch()
    const code = await response.text()
    await route.fulfill({ response, body: code.replaceAll(/(?<=:)`((?:[^`\\]|\\.)*)`/g, '`$1 $1`') })
  })
}
