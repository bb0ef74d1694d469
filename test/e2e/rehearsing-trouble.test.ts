import { expect, test } from '../support/cockpit.ts'
import { long } from '../support/tier.ts'

test.describe('the sandbox panel', () => {
  test('switches faults on and off', async ({ cockpit, page }) => {
    const { dialog } = cockpit
    await page.getByRole('button', { name: 'SANDBOX' }).click()
    await dialog.getByRole('switch', { name: 'Gifts switched off' }).click()
    await dialog.getByRole('switch', { name: 'Sender muted' }).click()
    await dialog.getByRole('button', { name: 'Close' }).click()
    await cockpit.key('Rose').click()
    await expect(cockpit.row('Rose ×1').getByText('refused')).toBeVisible()
    await cockpit.text.fill('Anyone there?')
    await page.keyboard.press('ControlOrMeta+Enter')
    await expect(cockpit.row('Anyone there?').getByText('refused')).toBeVisible()

    await page.getByRole('button', { name: 'SANDBOX' }).click()
    await expect(dialog.getByRole('switch', { name: 'Gifts switched off' })).toBeChecked()
    await dialog.getByRole('button', { name: 'Switch all trouble off' }).click()
    await expect(dialog.getByRole('switch', { name: 'Gifts switched off' })).not.toBeChecked()
    await page.keyboard.press('Escape')
    await cockpit.key('Heart').click()
    await expect(cockpit.row('Heart ×1').getByText('delivered')).toBeVisible()
  })

  test(
    'lets the viewer leave the game, and the receipt of a ZEGO gift has the code for it',
    long,
    async ({ cockpit, page }) => {
      await page.getByRole('button', { name: 'SANDBOX' }).click()
      await cockpit.dialog.getByRole('switch', { name: 'Viewer left the game' }).click()
      await page.keyboard.press('Escape')
      await cockpit.key('Soldier').click()

      const row = cockpit.row('Soldier ×1')
      await expect(row.getByText('refused')).toBeVisible()
      await row.getByRole('button', { name: /^\d/ }).click()
      await expect(row).toContainText('10003')
    },
  )

  test('switches the simulated viewers off', async ({ cockpit, page, host }) => {
    await page.getByRole('button', { name: 'SANDBOX' }).click()
    await cockpit.dialog.getByRole('switch', { name: 'Simulated viewers' }).click()

    await expect(cockpit.dialog.getByRole('switch', { name: 'Simulated viewers' })).not.toBeChecked()
    await expect.poll(() => host.call('GET', '/sandbox')).toEqual({ viewers: false, troubles: [] })
  })
})
