import type { Locator, Page } from '@playwright/test'
import { expect, play, test } from '../support/cockpit.ts'

async function tabTo(page: Page, target: Locator) {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab')
    if (await target.evaluate((element) => element === document.activeElement)) return
  }
  throw new Error(`Tab never came to ${target.toString()}`)
}

test.use({ reducedMotion: 'reduce' })

test.describe('by keyboard alone', () => {
  test('the main job: fire, read, post, stop, resume', async ({ cockpit, page, host }) => {
    await play(host)
    await expect(cockpit.key('Rose')).toBeVisible()

    await page.keyboard.press('d')
    await expect(cockpit.key('Rose')).toBeFocused()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await expect(cockpit.key('Coffee')).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(cockpit.row('Coffee ×1').getByText('delivered')).toBeVisible()
    await page.keyboard.press('1')
    await expect(cockpit.row('Rose ×1').getByText('delivered')).toBeVisible()

    await page.keyboard.press('v')
    await expect(cockpit.row('Rose ×1').getByRole('button', { name: /^\d/ })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(cockpit.row('Rose ×1')).toContainText('RequestId')

    await page.keyboard.press('a')
    await expect(cockpit.text).toBeFocused()
    await page.keyboard.type('Back in five')
    await page.keyboard.press('Control+Enter')
    await expect(cockpit.row('Back in five').getByText('delivered')).toBeVisible()

    await page.keyboard.press('Control+.')
    await expect(cockpit.stopped).toBeVisible()
    await tabTo(page, cockpit.stopped.getByRole('button', { name: 'Resume' }))
    await page.keyboard.press('Enter')
    await expect(cockpit.stopped).toHaveCount(0)
  })

  test('chooses the multiplier with the arrow keys', async ({ cockpit, page }) => {
    await expect(cockpit.key('Rose')).toBeVisible()
    await tabTo(page, cockpit.deck.getByRole('radio', { name: '×1', exact: true }))
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    await page.keyboard.press('2')

    await expect(cockpit.row('Heart ×10').getByText('delivered')).toBeVisible()
  })

  test('opens a dialog, keeps the focus inside and gives it back', async ({ cockpit, page }) => {
    const chip = page.getByRole('button', { name: 'SANDBOX' })
    await tabTo(page, chip)
    await page.keyboard.press('Enter')
    await expect(cockpit.dialog).toBeVisible()
    for (let presses = 0; presses < 15; presses++) {
      await page.keyboard.press('Tab')
      await expect(cockpit.dialog.locator(':focus')).toHaveCount(1)
    }
    await page.keyboard.press('Escape')

    await expect(chip).toBeFocused()
    await expect(page.getByRole('tooltip')).toHaveCount(0)
  })

  test('fires nothing from behind a dialog, yet STOP works there', async ({ cockpit, page, host }) => {
    await expect(cockpit.key('Rose')).toBeVisible()
    await page.keyboard.press('?')
    await expect(cockpit.dialog).toContainText('STOP, from anywhere')
    await page.keyboard.press('1')
    await page.keyboard.press('Control+.')

    await expect.poll(() => host.call<{ stopped: boolean }>('GET', '/status')).toMatchObject({ stopped: true })
    expect(await host.sends()).toEqual([])
  })

  test('fires once while Enter is held', async ({ cockpit, page, host }) => {
    await cockpit.key('Rose').focus()
    await page.keyboard.down('Enter')
    await page.keyboard.down('Enter')
    await page.keyboard.down('Enter')
    await page.keyboard.up('Enter')

    await expect(cockpit.row('Rose ×1').getByText('delivered')).toBeVisible()
    expect(await host.sends()).toHaveLength(1)
  })
})
