import type { Locator, Page } from '@playwright/test'
import { expect } from './page.ts'

/**
 * A row that is picked up is measured first, and an arrow key before that has no effect. So the press is repeated until
 * it works, as a host would do.
 */
export const pressUntil = (page: Page, key: string, seen: Locator) =>
  expect(async () => {
    await page.keyboard.press(key)
    await expect(seen).toBeAttached({ timeout: 1_500 })
  }).toPass()
