import { readFileSync } from 'node:fs'
import { expect, play, test } from '../support/cockpit.ts'
import { long } from '../support/tier.ts'

test.use({ reducedMotion: 'reduce' })

test.describe('looking back', () => {
  test('opens a row and its whole story by keyboard, and returns the focus to the row', async ({
    cockpit,
    page,
    host,
  }) => {
    await play(host, 'gift-switch-off')
    await expect(cockpit.key('Rose')).toBeVisible()
    await page.keyboard.press('1')
    await expect(cockpit.row('Rose ×1').getByText('refused')).toBeVisible()
    await page.keyboard.press('2')
    await expect(cockpit.row('Heart ×1').getByText('refused')).toBeVisible()

    await page.keyboard.press('v')
    await page.keyboard.press('ArrowDown')
    await expect(cockpit.row('Rose ×1').getByRole('button', { name: /^\d/ })).toBeFocused()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await expect(cockpit.row('Rose ×1').getByRole('button', { name: 'Whole story' })).toBeFocused()
    await page.keyboard.press('Enter')

    await expect(cockpit.dialog).toContainText('Step by step')
    await expect(cockpit.dialog.getByText('send_gift')).toBeVisible()
    await cockpit.dialog.locator('summary').press('Enter')
    await expect(cockpit.dialog.locator('textarea')).toHaveValue(/"Count":1/)
    await play(host)
    await cockpit.dialog.getByRole('button', { name: 'Send again: Rose ×1' }).press('Enter')
    await expect(cockpit.dialog.getByRole('button', { name: /Sent again as/ })).toContainText('delivered')

    await page.keyboard.press('Escape')
    await expect(cockpit.row('Rose ×1').getByRole('button', { name: 'Whole story' })).toBeFocused()
  })

  test('finds a send by its text, and saves what is listed', async ({ cockpit, page, host }) => {
    await play(host)
    await host.call('POST', '/announcements', { text: '=Quiz at nine' })
    await cockpit.key('Rose').click()
    await expect(cockpit.row('Rose ×1').getByText('delivered')).toBeVisible()
    await cockpit.activity.getByRole('searchbox').fill('quiz')
    await expect(cockpit.row('Rose ×1')).toHaveCount(0)
    await expect(cockpit.row('Quiz at nine').getByText('delivered')).toBeVisible()

    await cockpit.activity.getByRole('button', { name: 'Save what is listed as a file' }).click()
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'Save a table (CSV)' }).click(),
    ])
    expect(file.suggestedFilename()).toMatch(/^giftdeck-[\d-]+\.csv$/)
    const table = readFileSync(await file.path(), 'utf8').split('\r\n')
    expect(table).toHaveLength(3)
    expect(table[1]).toContain(",'=Quiz at nine,")
  })

  test('folds what STOP cancelled, and expands it', long, async ({ cockpit, page, host }) => {
    const limits = { tencentPerSecond: 1, expireAfterMs: 0 }
    await host.call('PUT', '/room', { name: 'Late show', environment: 'sandbox', limits })
    const press = () => host.call('POST', '/gifts', { vendor: 'tencent', giftId: 'rose', count: 1 })
    for (let presses = 0; presses < 12; presses++) await press()
    await page.keyboard.press('ControlOrMeta+.')
    await cockpit.activity.getByRole('button', { name: /1\d cancelled by STOP/ }).click()
    await expect(cockpit.row('Rose ×1').getByText('cancelled').first()).toBeVisible()

    await cockpit.activity.getByRole('button', { name: 'Sessions' }).click()
    const session = cockpit.activity.getByRole('button', { name: /^Late show/ })
    await expect(session).toContainText('cancelled')
    await session.click()
    await expect(cockpit.activity.getByRole('button', { name: /1\d cancelled by STOP/ })).toBeVisible()
  })
})

test.describe('in a narrow dock', () => {
  test.use({ viewport: { width: 360, height: 740 } })

  test('the tab shows failures while another panel is in front', async ({ cockpit, page, host }) => {
    await play(host, 'gift-switch-off')
    await cockpit.key('Rose').click()
    const tab = page.getByRole('navigation').getByRole('button', { name: /Activity/ })
    await expect(tab).toContainText('1 went wrong')
    await expect(page).toHaveTitle('(1) Giftdeck')
    await tab.click()
    await expect(cockpit.row('Rose ×1').getByText('refused')).toBeVisible()
    await expect(page).toHaveTitle('Giftdeck')
    await expect(tab).not.toContainText('went wrong')
  })
})
