import { Cockpit } from '../support/cockpit.ts'
import { roomOf, startVendors } from '../support/start-vendors.ts'
import { expect, test } from './stage/desktop.ts'
import { long } from '../support/tier.ts'

/** Runs a script, or leaves an element behind, wherever it is used as more than text. */
const evil = (where: string) => `<img data-evil src=x onerror="window.evil='${where}'">`.slice(0, 60)
const evilName = '"><b data-evil>\u202Eevil'

test.describe('hostile names', () => {
  test('are text on every screen, and the page logs no error', long, async ({ start }) => {
    const vendors = await startVendors({ viewers: true })
    const { client, page } = await start()
    const cockpit = new Cockpit(page)
    await client.room.set(roomOf(vendors, { name: evilName }))
    const appearance = { icon: '🎁' } as const
    await client.deck.set({
      keys: [
        { ...appearance, id: 'one', label: evilName, vendor: 'tencent', giftId: 'rose' },
        { ...appearance, id: 'two', label: '<i data-evil>two', vendor: 'tencent', giftId: '<u data-evil>' },
      ],
    })
    await client.announcements.post({ text: evil('announcement') })
    await client.gifts.fire({ vendor: 'tencent', giftId: '<u data-evil>', count: 1 })
    await client.gifts.fire({ vendor: 'tencent', giftId: 'rose', count: 1 })

    await expect(page.getByRole('button', { name: evilName, exact: true }).first()).toBeVisible()
    await expect(cockpit.activity.getByText(evil('announcement')).first()).toBeVisible()
    await expect(cockpit.activity.locator('[data-index]')).toHaveCount(3)
    for (const row of await cockpit.activity.locator('[data-row]').all()) await row.click()
    const opened = page.getByRole('dialog').or(page.getByRole('menu')).first()
    for (const name of [evilName, 'Templates and variables', 'Theme, language and shortcuts']) {
      await page.getByRole('button', { name, exact: true }).first().click()
      await expect(opened).toBeVisible()
      await page.keyboard.press('Escape')
      await expect(opened).toHaveCount(0)
    }
    for (const key of ['ControlOrMeta+k', '?']) {
      await page.keyboard.press(key)
      await expect(opened).toBeVisible()
      await page.keyboard.press('Escape')
      await expect(opened).toHaveCount(0)
    }
    await page.getByRole('button', { name: 'Edit the deck' }).click()

    expect(await page.evaluate(() => [document.querySelectorAll('[data-evil]').length, 'evil' in window])).toEqual([
      0,
      false,
    ])
    await vendors.stop()
  })
})
