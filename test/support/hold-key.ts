import type { Locator, Page } from '@playwright/test'
import { expect } from './page.ts'

/**
 * Holds a key as a real keyboard does, repeating its press until the release. Playwright marks each press but the first
 * as a repeat.
 */
export async function holdKey(page: Page, key: string, until: Locator) {
  await page.keyboard.down(key)
  await expect(async () => {
    await page.keyboard.down(key)
    await expect(until).toBeVisible({ timeout: 50 })
  }).toPass({ intervals: [30] })
}
