import type { Page } from '@playwright/test'

/** The words of one language, as the build packs them; other code has no such names. */
const packs = /\/assets\/(en|zh-CN)(-rest)?-[^/]*\.js$/

/** Every text of the page twice over, as a language with longer words would have it. */
export async function speakTwiceAsLong(page: Page) {
  await page.route(packs, async (route) => {
    const response = await route.fetch()
    const code = await response.text()
    await route.fulfill({ response, body: code.replaceAll(/(?<=:)`((?:[^`\\]|\\.)*)`/g, '`$1 $1`') })
  })
}
