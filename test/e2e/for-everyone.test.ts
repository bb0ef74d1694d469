import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, play, test } from '../support/cockpit.ts'
import { roomOf } from '../support/start-vendors.ts'
import { long } from '../support/tier.ts'
import { isLong } from '../support/tier.ts'

/**
 * Returns each accessibility violation of the page as it is now: the rule, and where. The long tier also checks the
 * contrast in the other theme, which differs only in its colours.
 */
async function violations(page: Page, ...without: string[]) {
  const html = page.locator('html')
  const theme = await html.getAttribute('data-theme')
  const setTheme = (value: string | null) => html.evaluate((root, to) => root.setAttribute('data-theme', to!), value)
  const axe = () => new AxeBuilder({ page }).options({ resultTypes: ['violations'] })
  const inThisTheme = await analyze(page, axe().disableRules(without))
  if (!isLong) return inThisTheme
  await setTheme(theme === 'dark' ? 'light' : 'dark')
  const inTheOther = await analyze(page, axe().withRules(['color-contrast']))
  await setTheme(theme)
  return [...inThisTheme, ...inTheOther]
}

async function analyze(page: Page, axe: AxeBuilder) {
  // During a fade-in, elements have not reached their contrast yet.
  await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'))
  const { violations: found } = await axe.analyze()
  return found.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => ({ id, target, failureSummary })))
}

test.use({ reducedMotion: 'reduce' })
// Each check of a page takes seconds, and some tests make six.
test.describe.configure({ timeout: 120_000 })

test.describe('for everyone', () => {
  test.beforeEach(async ({ cockpit }) => {
    await expect(cockpit.key('Rose')).toBeVisible()
  })

  test('the cockpit has no violation, neither at first nor with failures', async ({ cockpit, host, page }) => {
    await play(host, 'gift-switch-off')
    expect(await violations(page)).toEqual([])

    await cockpit.key('Rose').click()
    await cockpit.row('Rose ×1').getByRole('button', { name: /^\d/ }).click()
    await expect(cockpit.row('Rose ×1')).toContainText('102008')
    await cockpit.key('Soldier').click()
    await expect(cockpit.row('Soldier ×1').getByText('delivered')).toBeVisible()
    await play(host, 'lost-answers')
    await cockpit.key('Castle').click()
    await expect(cockpit.row('Castle ×1').getByText('unknown')).toBeVisible()
    await page.keyboard.press('ControlOrMeta+.')
    await expect(cockpit.stopped).toBeVisible()
    expect(await violations(page)).toEqual([])
  })

  test('a live room has no violation, locked or unlocked', long, async ({ cockpit, host, vendors, page }) => {
    await host.call('PUT', '/room', roomOf(vendors, { environment: 'live' }))
    await expect(cockpit.deck).toContainText('Locked')
    expect(await violations(page)).toEqual([])

    await host.call('POST', '/arm', { seconds: 60, hold: true })
    await expect(cockpit.deck).toContainText('Armed')
    expect(await violations(page)).toEqual([])
  })

  test('the deck has no violation while it is edited', long, async ({ cockpit, page }) => {
    await cockpit.deck.getByRole('button', { name: 'Edit the deck' }).click()
    await expect(cockpit.deck.getByRole('button', { name: 'Edit Rose' })).toBeVisible()
    expect(await violations(page)).toEqual([])
    await cockpit.deck.getByRole('button', { name: 'Edit Rose' }).click()
    await expect(cockpit.dialog).toBeVisible()
    expect(await violations(page)).toEqual([])
    await page.keyboard.press('Escape')
    await cockpit.deck.getByRole('button', { name: 'Add a key' }).click()
    await expect(cockpit.dialog.getByRole('option', { name: /^Rose/ })).toBeVisible()
    await expect(cockpit.dialog).toBeVisible()
    expect(await violations(page)).toEqual([])
  })

  test('the dialog of people has no violation', long, async ({ cockpit, page }) => {
    const { dialog } = cockpit
    await expect(cockpit.key('Rose')).toBeVisible()
    await page.keyboard.press('p')
    await dialog.getByRole('button', { name: 'Check accounts' }).click()
    await expect(dialog.getByText('known to Tencent')).not.toHaveCount(0)
    expect(await violations(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Add a viewer' }).click()
    expect(await violations(page)).toEqual([])
  })

  test('the drawers of announcements have no violation', long, async ({ cockpit, page, host }) => {
    await play(host, 'messages-dropped')
    await host.call('POST', '/announcements', { text: 'Quiz at nine' })
    await host.call('PUT', '/templates', {
      templates: [{ id: 'a', name: 'Rules', text: 'Be kind in {room}' }],
      variables: [{ name: 'sponsor', value: 'Blue Kettle' }],
    })
    for (const text of ['One', 'Two']) await host.call('POST', '/up-next', { text })
    const when = { kind: 'every', minutes: 15, jitterSeconds: 30 }
    await host.call('POST', '/schedules', { text: 'Follow us', when })
    await host.call('POST', '/stop')
    await cockpit.text.fill('{count} of {goalLeft} in {roon}')
    await expect(cockpit.announce.getByText('{roon} is no variable', { exact: false })).toBeVisible()
    expect(await violations(page)).toEqual([])
    const { announce, dialog } = cockpit
    const expectNoViolation = async () => {
      await expect(dialog.getByRole('heading').first()).toBeVisible()
      expect(await violations(page)).toEqual([])
      await page.keyboard.press('Escape')
    }
    await announce.getByRole('button', { name: 'Schedule off' }).click()
    await expectNoViolation()
    await announce.getByRole('button', { name: 'Recent announcements' }).click()
    await expect(dialog.getByRole('button', { name: 'Send again' })).toBeVisible()
    await expectNoViolation()
    await announce.getByRole('button', { name: 'Schedule it…' }).click()
    await expectNoViolation()
    await announce.getByRole('button', { name: 'Templates and variables' }).click()
    await page.getByRole('menuitem', { name: 'Edit templates…' }).click()
    await expectNoViolation()
  })

  test('the sandbox panel and the dialogs of rooms have no violation', async ({ cockpit, page }) => {
    const { dialog } = cockpit
    const expectNoViolation = async () => {
      await expect(dialog).toBeVisible()
      expect(await violations(page)).toEqual([])
    }
    await page.getByRole('button', { name: 'SANDBOX' }).click()
    await expect(dialog.getByRole('switch')).toHaveCount(9)
    await expectNoViolation()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Demo room' }).click()
    await expect(page.getByRole('menu')).toBeVisible()
    expect(await violations(page, 'region')).toEqual([])
    await page.getByRole('menuitem', { name: 'All rooms…' }).click()
    await expectNoViolation()
    await dialog.getByRole('button', { name: 'Connect a room' }).click()
    await dialog.getByRole('switch', { name: 'ZEGOCLOUD MiniGame' }).click()
    await dialog.getByRole('button', { name: 'Next' }).click()
    await expect(dialog.getByRole('textbox', { name: 'Room name' })).toHaveAttribute('aria-invalid', 'true')
    await expectNoViolation()
  })

  test('the dialogs of a broadcast and its notices have no violation', long, async ({ cockpit, host, page }) => {
    const { dialog } = cockpit
    const open = async (name: string) => {
      await page.keyboard.press('ControlOrMeta+k')
      await dialog.getByRole('combobox').fill(name)
      await page.keyboard.press('Enter')
    }
    await host.call('PUT', '/on-air', { state: 'on' })
    await host.call('PUT', '/on-air', { state: 'off' })
    await expect(page.getByText('The show is over')).toBeVisible()
    await page.getByRole('button', { name: 'OFF AIR' }).click()
    await expect(page.getByRole('menuitem', { name: 'I am on air' })).toBeVisible()
    expect(await violations(page, 'region')).toEqual([])
    await page.keyboard.press('Escape')
    await open('Before the show')
    await expect(dialog.getByRole('listitem')).toHaveCount(8)
    expect(await violations(page)).toEqual([])
    await page.keyboard.press('Escape')
    await open('Connect OBS')
    await dialog.getByText('Where to find this in OBS').click()
    expect(await violations(page)).toEqual([])
    await page.keyboard.press('Escape')
    await open('Overlays')
    await dialog.getByRole('button', { name: 'New overlay' }).click()
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Goal bar')
    expect(await violations(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Make the overlay' }).click()
    await expect(dialog.getByRole('button', { name: 'Copy: Address' })).toBeVisible()
    expect(await violations(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Done' }).click()
    await expect(dialog.getByRole('listitem')).toHaveCount(1)
    expect(await violations(page)).toEqual([])
  })

  test('the menu, the palette and their dialogs have no violation', long, async ({ cockpit, page }) => {
    await page.getByRole('button', { name: 'Theme, language and shortcuts' }).click()
    await expect(page.getByRole('menu')).toBeVisible()
    // An open menu lies outside the landmarks, so the rule about landmarks does not apply to it.
    expect(await violations(page, 'region')).toEqual([])
    await page.keyboard.press('Escape')
    await page.keyboard.press('?')
    await expect(cockpit.dialog.getByText('Go to the deck')).toBeVisible()
    expect(await violations(page)).toEqual([])
    await page.keyboard.press('Escape')
    for (const name of ['Copy diagnostics', 'Backups']) {
      await page.keyboard.press('ControlOrMeta+k')
      await cockpit.dialog.getByRole('combobox').fill(name)
      await expect(cockpit.dialog.getByRole('option', { name })).toBeVisible()
      expect(await violations(page)).toEqual([])
      await page.keyboard.press('Enter')
      await expect(cockpit.dialog.getByRole('heading', { name })).toBeVisible()
      expect(await violations(page)).toEqual([])
      await page.keyboard.press('Escape')
    }
  })

  for (const [part, look] of [
    ['contrast', 'high'],
    ['density', 'compact'],
  ] as const)
    test(`the page with ${look} ${part} has no violation`, long, async ({ cockpit, host, page }) => {
      await page.evaluate(([key, value]) => localStorage.setItem(key, value), [`giftdeck.${part}`, look] as const)
      await page.reload()
      await expect(page.locator('html')).toHaveAttribute(`data-${part}`, look)
      await play(host, 'gift-switch-off')
      await cockpit.key('Rose').click()
      await expect(cockpit.row('Rose ×1').getByText('refused')).toBeVisible()
      expect(await violations(page)).toEqual([])
    })
})

test.describe('for everyone (narrow)', () => {
  test.use({ viewport: { width: 360, height: 740 } })

  test('no tab has a violation', long, async ({ cockpit, page }) => {
    await cockpit.key('Rose').click()
    for (const tab of await page.getByRole('navigation').getByRole('button').all()) {
      await tab.click()
      expect(await violations(page)).toEqual([])
    }
  })
})
