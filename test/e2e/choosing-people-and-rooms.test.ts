import type { Locator, Page } from '@playwright/test'
import { expect, play, test } from '../support/cockpit.ts'
import { roomOf } from '../support/start-vendors.ts'
import { long } from '../support/tier.ts'

async function tabTo(page: Page, target: Locator) {
  for (let presses = 0; presses < 80; presses++) {
    await page.keyboard.press('Tab')
    if (await target.evaluate((element) => element === document.activeElement)) return
  }
  throw new Error(`Tab never came to ${target.toString()}`)
}

test.use({ reducedMotion: 'reduce' })

test.describe('by keyboard', () => {
  test('gifts come from viewers in turn, also from a new viewer, and go to a co-host', async ({
    cockpit,
    host,
    page,
  }) => {
    await play(host)
    const { dialog } = cockpit
    await expect(cockpit.key('Rose')).toBeVisible()
    await page.keyboard.press('p')
    await tabTo(page, dialog.getByRole('radio', { name: 'Default' }))
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await expect(dialog.getByRole('checkbox', { name: /Mia/ })).toBeChecked()
    // Tab reaches each of these boxes. After them the test focuses the controls directly, which is faster.
    for (const name of ['Kenji', 'Amara', 'Leo']) {
      await tabTo(page, dialog.getByRole('checkbox', { name: new RegExp(name) }))
      await page.keyboard.press('Space')
    }

    await dialog.getByRole('button', { name: 'Add a viewer' }).focus()
    await page.keyboard.press('Enter')
    await page.keyboard.type('Ana Luz')
    await page.keyboard.press('Enter')
    await dialog.getByRole('checkbox', { name: /Ana Luz/ }).focus()
    await page.keyboard.press('Space')
    await dialog.getByRole('button', { name: 'Check accounts' }).focus()
    await page.keyboard.press('Enter')
    await dialog.getByRole('button', { name: 'Import viewer-ana-luz into the Tencent app now' }).focus()
    await page.keyboard.press('Enter')
    await expect(dialog.getByRole('listitem').filter({ hasText: 'Ana Luz' })).toContainText(/(?<!not )known to Tencent/)

    const tencent = dialog.getByRole('group', { name: 'Tencent' })
    await tencent.getByRole('textbox').focus()
    await page.keyboard.type('viewer-leo')
    await page.keyboard.press('Enter')
    await tencent.getByRole('radio', { name: 'host · the host' }).focus()
    await page.keyboard.press('ArrowDown')
    await expect(tencent.getByRole('radio', { name: 'viewer-leo' })).toBeChecked()
    await page.keyboard.press('Escape')

    await expect(page.getByRole('button', { name: 'From 3 in turn to viewer-leo. Change' })).toBeVisible()
    for (let presses = 1; presses <= 4; presses++) {
      await page.keyboard.press('1')
      await expect(cockpit.row('Rose ×1').getByText('delivered')).toHaveCount(presses)
    }
    const gifts = (await host.sends()).map(({ gift }) => [gift?.from, gift?.to])
    expect(gifts).toEqual(
      ['viewer-mia', 'viewer-sofia', 'viewer-ana-luz', 'viewer-mia'].map((from) => [from, 'viewer-leo']),
    )
  })

  test('a ZEGO gift lets its sender into the game, and the list says so', long, async ({ cockpit, host, page }) => {
    await play(host)
    await expect(cockpit.key('Rose')).toBeVisible()
    await page.keyboard.press('p')
    const { dialog } = cockpit
    await tabTo(page, dialog.getByRole('radio', { name: 'Default' }))
    await page.keyboard.press('ArrowRight')
    await expect(dialog.getByRole('radio', { name: /Mia/ })).toBeChecked()
    await page.keyboard.press('Escape')
    await page.keyboard.press('9')
    await expect(cockpit.row('×1').getByText('delivered')).toBeVisible()
    await page.keyboard.press('p')
    const row = (name: string) => dialog.getByRole('listitem').filter({ hasText: name })
    await expect(row('Mia')).toContainText('in the game')
    await expect(row('Kenji')).toContainText('has not asked to join')
  })

  test('rooms are duplicated, switched and removed', long, async ({ cockpit, host, vendors, page }) => {
    await host.call('PUT', '/room', roomOf(vendors))
    const { dialog } = cockpit
    await expect(page.getByText('TEST', { exact: true })).toBeVisible()
    await page.keyboard.press('r')
    await tabTo(page, dialog.getByRole('button', { name: 'Duplicate Studio' }))
    await page.keyboard.press('Enter')
    await expect(dialog.getByRole('textbox', { name: 'Room name' })).toBeFocused()
    await page.keyboard.type('Rehearsal')
    await page.keyboard.press('Enter')
    await tabTo(page, dialog.getByRole('button', { name: 'Switch to Rehearsal' }))
    await page.keyboard.press('Enter')
    await expect(page.getByText('“Rehearsal” is now in use.')).toBeVisible()
    await page.keyboard.press('1')
    await expect(cockpit.row('Rose ×1').getByText('delivered')).toBeVisible()

    await tabTo(page, page.getByRole('button', { name: 'Rehearsal', exact: true }))
    await page.keyboard.press('Enter')
    await page.getByRole('menuitem', { name: 'Remove this room…' }).focus()
    await page.keyboard.press('Enter')
    await expect(dialog).toContainText('goes back to the sandbox')
    await tabTo(page, dialog.getByRole('button', { name: 'Remove', exact: true }))
    await page.keyboard.press('Enter')
    await expect(page.getByText('SANDBOX')).toBeVisible()
    await expect(dialog.getByRole('listitem')).toContainText(['Studio', 'Demo room'])
  })

  test('a live room is entered only after confirmation', async ({ cockpit, host, vendors, page }) => {
    await host.call('PUT', '/room', roomOf(vendors, { name: 'Friday night', environment: 'live' }))
    await host.call('PUT', '/room', { name: 'Demo room', environment: 'sandbox' })
    await page.getByRole('button', { name: 'Demo room', exact: true }).click()
    await page.getByRole('menuitemradio', { name: /Friday night/ }).click()
    await expect(cockpit.dialog).toContainText('A test gift is a real gift')
    await expect(page.getByText('SANDBOX')).toBeVisible()
    await cockpit.dialog.getByRole('button', { name: 'Switch' }).click()
    await expect(page.getByText('LIVE', { exact: true })).toBeVisible()
  })

  test('no room can be left while its sends wait, and the page says so', long, async ({ cockpit, host, page }) => {
    const limits = { tencentPerSecond: 1, expireAfterMs: 0 }
    await host.call('PUT', '/room', { name: 'Slow room', environment: 'sandbox', limits })
    await host.call('PUT', '/room', { name: 'Demo room', environment: 'sandbox', limits })
    for (let presses = 0; presses < 8; presses++)
      await host.call('POST', '/gifts', { vendor: 'tencent', giftId: 'rose', count: 1 })
    await page.getByRole('button', { name: 'Demo room', exact: true }).click()
    await page.getByRole('menuitemradio', { name: /Slow room/ }).click()
    await expect(cockpit.dialog).toContainText(/still waiting in “Demo room”/)
    await page.keyboard.press('ControlOrMeta+.')
    await cockpit.dialog.getByRole('button', { name: 'Try again' }).click()
    await expect(page.getByRole('button', { name: 'Slow room', exact: true })).toBeVisible()
  })
})
