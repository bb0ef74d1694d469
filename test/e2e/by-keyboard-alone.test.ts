import type { Locator, Page } from '@playwright/test'
import { expect, play, test } from '../support/cockpit.ts'
import { holdKey } from '../support/hold-key.ts'
import { pressUntil } from '../support/press-until.ts'

async function tabTo(page: Page, target: Locator) {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab')
    if (await target.evaluate((element) => element === document.activeElement)) return
  }
  throw new Error(`Tab never came to ${target.toString()}`)
}

test.use({ reducedMotion: 'reduce' })

test.describe('by keyboard alone', () => {
  test('the host fires, reads a receipt, posts, stops and resumes', async ({ cockpit, page, host }) => {
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
    await page.keyboard.press('ControlOrMeta+Enter')
    await expect(cockpit.row('Back in five').getByText('delivered')).toBeVisible()

    await page.keyboard.press('ControlOrMeta+.')
    await expect(cockpit.stopped).toBeVisible()
    await tabTo(page, cockpit.stopped.getByRole('button', { name: 'Resume' }))
    await page.keyboard.press('Enter')
    await expect(cockpit.stopped).toHaveCount(0)
  })

  test('chooses the multiplier with the arrow keys', async ({ cockpit, page }) => {
    await expect(cockpit.key('Rose')).toBeVisible()
    await tabTo(page, cockpit.deck.getByRole('radio', { name: '×1', exact: true }))
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('2')

    await expect(cockpit.row('Heart ×10').getByText('delivered')).toBeVisible()
  })

  test('opens a dialog, keeps the focus inside and restores it', async ({ cockpit, page }) => {
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
    await page.keyboard.press('ControlOrMeta+.')

    await expect.poll(() => host.call<{ stopped: boolean }>('GET', '/status')).toMatchObject({ stopped: true })
    expect(await host.sends()).toEqual([])
  })

  test('repeats while Enter is held, and counts each press once', async ({ cockpit, page, host }) => {
    await play(host)
    await cockpit.key('Rose').focus()
    await holdKey(page, 'Enter', cockpit.key('Rose').getByText(/^×(?:[3-9]|\d\d)$/))
    await page.keyboard.up('Enter')
    const text = await cockpit.deck.getByText(/^\d+ presses$/).textContent()
    expect(await host.sends()).toHaveLength(Number.parseInt(text ?? '', 10))
  })

  test('edits the deck: the order, a page, and a key with a hotkey, which then fires', async ({
    cockpit,
    page,
    host,
  }) => {
    const { deck, dialog } = cockpit
    const tile = (name: string) => deck.getByRole('button', { name: `Edit ${name}`, exact: true })
    const labels = async () => {
      const { pages } = await host.call<{ pages: { keys: { label: string }[] }[] }>('GET', '/deck')
      return pages.map(({ keys }) => keys.map(({ label }) => label))
    }
    await expect(cockpit.key('Rose')).toBeVisible()
    await page.keyboard.press('e')
    await expect(tile('Rose')).toBeVisible()
    await page.keyboard.press('1')

    await tile('Rose').focus()
    await page.keyboard.press('Space')
    await pressUntil(page, 'ArrowRight', page.getByText('Rose is over place 2 of 10.'))
    await page.keyboard.press('Space')
    await expect.poll(async () => (await labels())[0]?.slice(0, 3)).toEqual(['Heart', 'Rose', 'Coffee'])

    await tile('Coffee').focus()
    await page.keyboard.press('Delete')
    await expect.poll(async () => (await labels())[0]).not.toContain('Coffee')
    await page.keyboard.press('ControlOrMeta+z')
    await expect.poll(async () => (await labels())[0]).toContain('Coffee')

    await deck.getByRole('button', { name: 'Add a page' }).focus()
    await page.keyboard.press('Enter')
    await deck.getByRole('button', { name: 'Add a key' }).focus()
    await page.keyboard.press('Enter')
    await dialog.getByRole('combobox').focus()
    await page.keyboard.type('crown')
    await expect(dialog.getByRole('option')).toHaveCount(1)
    await page.keyboard.press('Enter')
    await dialog.getByRole('button', { name: /^Hotkey/ }).focus()
    await page.keyboard.press('Enter')
    await page.keyboard.press('b')
    await dialog.getByRole('button', { name: 'Add', exact: true }).focus()
    await page.keyboard.press('Enter')
    await expect.poll(async () => (await labels())[1]).toEqual(['Crown'])
    expect(await host.sends()).toEqual([])

    await page.keyboard.press('e')
    await expect(cockpit.key('Crown')).toBeVisible()
    await page.keyboard.press('[')
    await expect(cockpit.key('Heart')).toBeVisible()
    await page.keyboard.press('b')
    await expect(cockpit.row('Crown ×1').getByText('delivered')).toBeVisible()
    await expect(deck.getByRole('tab', { name: 'Page 2' })).toHaveAttribute('aria-selected', 'true')
  })
})
