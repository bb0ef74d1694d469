import type { Page } from '@playwright/test'
import { Cockpit, expect, test } from '../support/cockpit.ts'

/** Drops the errors of a broken connection from the list. Any other error still fails the test. */
function dropConnectionErrors(errors: string[]) {
  const others = errors.filter((error) => !/WebSocket connection to|Failed to load resource/.test(error))
  errors.splice(0, errors.length, ...others)
}

test.describe('opening the page', () => {
  test('without a token explains how to open it correctly', async ({ host, page }) => {
    await page.goto(host.url)

    await expect(page.getByRole('heading', { name: 'This page needs a token' })).toBeVisible()
    await expect(page.getByRole('main')).toContainText(`${host.url}#token=…`)
    await expect(page.getByRole('grid')).toHaveCount(0)
  })

  test('with a wrong token explains that the page needs a token', async ({ host, page, consoleErrors }) => {
    await page.goto(host.address('wrong'))

    await expect(page.getByRole('heading', { name: 'This page needs a token' })).toBeVisible()
    dropConnectionErrors(consoleErrors)
  })

  test('with a read-only token refuses a press, with the reason', async ({ host, page }) => {
    const { token } = await host.call<{ token: string }>('POST', '/tokens', { name: 'Overlay', scopes: ['read'] })
    const cockpit = new Cockpit(page)
    await page.goto(host.address(token))
    await cockpit.key('Rose').click()

    await expect(cockpit.deck.getByRole('alert')).toContainText("this page's token does not allow it")
    expect(await host.sends()).toEqual([])
  })
})

test.describe('the page at localhost', () => {
  test('loads, fires a gift and gets its result', async ({ host, page }) => {
    const address = new URL(host.address())
    address.hostname = 'localhost'
    const cockpit = new Cockpit(page)
    await page.goto(address.href)
    await cockpit.key('Rose').click()

    await expect(cockpit.row('Rose ×1').getByText('delivered')).toBeVisible()
    expect(new URL(page.url()).host).toBe(address.host)
    expect(await host.sends()).toMatchObject([{ state: 'delivered', gift: { giftId: 'rose', count: 1 } }])
  })
})

test.describe('a browser that cannot run the page', () => {
  const words = (page: Page) => page.getByText('Giftdeck did not start in this browser.')

  test('shows why if it lacks light-dark()', async ({ host, page }) => {
    await page.addInitScript(() => Object.assign(CSS, { supports: () => false }))
    await page.goto(host.address())
    await passEightSeconds(page)

    await expect(words(page)).toBeVisible()
    await expect(page.getByText('Giftdeck 无法在此浏览器中启动。')).toBeVisible()
    await expect(page.getByRole('grid')).toHaveCount(0)
  })

  test('shows why after eight seconds if it cannot parse the program', async ({ host, page, consoleErrors }) => {
    await page.route(/\/assets\/index-[^/]+\.js$/, (route) =>
      route.fulfill({ contentType: 'text/javascript', body: 'a syntax that is newer than this browser' }),
    )
    await page.goto(host.address())
    await expect(words(page)).toBeHidden()
    await passEightSeconds(page)

    await expect(words(page)).toBeVisible()
    expect(consoleErrors.splice(0)).toHaveLength(1)
  })

  test('shows why if the translations did not load either', async ({ host, page, consoleErrors }) => {
    await page.route(/\/assets\/en-(?!rest)[^/]+\.js$/, (route) => route.abort())
    await page.goto(host.address())
    await passEightSeconds(page)

    await expect(words(page)).toBeVisible()
    expect(consoleErrors.splice(0).filter((error) => !error.startsWith('Failed to load'))).toHaveLength(1)
  })

  /** Finishes the animation that shows the message after eight seconds. */
  const passEightSeconds = (page: Page) =>
    page.evaluate(() => document.getAnimations().forEach((animation) => animation.finish()))
})

test.describe('a dock', () => {
  test.use({ hasOwnProcess: true })

  test('reconnects by itself when Giftdeck restarts', async ({ host, page, consoleErrors }) => {
    const { token } = await host.call<{ token: string }>('POST', '/tokens', { name: 'Dock', scopes: ['read', 'fire'] })
    const cockpit = new Cockpit(page)
    await page.goto(host.address(token))
    await cockpit.key('Rose').click()
    await expect(cockpit.row('Rose ×1').getByText('delivered')).toBeVisible()
    await cockpit.text.fill('Half a thought')

    await host.end()
    await expect(page.getByText('Line to Giftdeck lost. Trying again…')).toBeVisible()
    await expect(cockpit.key('Rose')).toHaveAttribute('aria-disabled', 'true')
    await expect(cockpit.row('Rose ×1').getByText('delivered')).toBeVisible()

    await host.start()
    await expect(cockpit.key('Rose')).toHaveAttribute('aria-disabled', 'false')
    await cockpit.key('Heart').click()
    await expect(cockpit.row('Heart ×1').getByText('delivered')).toBeVisible()
    await expect(cockpit.row('Rose ×1').getByText('delivered')).toBeVisible()
    await expect(cockpit.text).toHaveValue('Half a thought')
    dropConnectionErrors(consoleErrors)
  })
})
