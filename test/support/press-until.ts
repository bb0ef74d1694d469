import type { Locator, Page } from '@playwright/test'
import { expect } from './page.ts'

/** Rows that are picked up get measured first, and an arrow before that moves none of them: a host presses it again. */
export const pressUntil = (page: Page, key: string, seen: Locator) =>
  expect(async () => {
    await page.keyboard.press(key)
    await expect(seen).toBeAttached({ timeout: 1_500 })
  }).toPass()
