import type { Locator, Page } from '@playwright/test'
import { expect } from './page.ts'

/**
 * Presses a key until it works, as a host would do. A row that is picked up is measured first, and an arrow key before
 * that has no effect.
 */
export const pressUntil = (page: Page, key: string, seen: Locator) =>
  expect(async () => {
    await page.keyboard.press(key)
    await expect(seen).toBeAttached({ timeout: 1_500 })
  }).toPass()
