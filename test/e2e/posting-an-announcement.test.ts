import { expect, play, test } from '../support/cockpit.ts'
import { roomOf } from '../support/start-vendors.ts'
import { long } from '../support/tier.ts'

test.describe('posting an announcement', () => {
  test('reaches the room with Ctrl+Enter, and the box is free for the next one', async ({ cockpit, page }) => {
    await cockpit.text.fill('We start in five minutes')
    await page.keyboard.press('ControlOrMeta+Enter')

    await expect(cockpit.row('We start in five minutes').getByText('delivered')).toBeVisible()
    await expect(cockpit.announce.getByText('delivered')).toBeVisible()
    await expect(cockpit.text).toHaveValue('')
  })

  test('takes a template, a variable and extra data', async ({ cockpit, page, host }) => {
    await cockpit.announce.getByRole('button', { name: 'Templates and variables' }).click()
    await page.getByRole('menuitem', { name: 'Welcome to {room}!' }).click()
    await expect(cockpit.text).toHaveValue('Welcome to {room}!')
    await cockpit.announce.getByRole('button', { name: 'Extra data (ExtensionInfo)' }).click()
    await cockpit.announce.getByRole('textbox', { name: /ExtensionInfo/ }).fill('{"style": "banner"}')
    await cockpit.announce.getByRole('button', { name: 'Post' }).click()

    await expect(cockpit.row(/Welcome to [^{]/).getByText('delivered')).toBeVisible()
    const [send] = await host.sends()
    expect(JSON.parse(send?.announcement?.extensionInfo ?? '')).toEqual({ style: 'banner' })
  })

  test('shows that the room dropped the announcement and posts it again', async ({ cockpit, host }) => {
    await play(host, 'messages-dropped')
    await cockpit.text.fill('Quiz at nine')
    await cockpit.announce.getByRole('button', { name: 'Post' }).click()

    await expect(cockpit.row('Quiz at nine').getByText('dropped')).toBeVisible()
    await expect(cockpit.announce).toContainText("The room's chat is too busy, so the vendor dropped the message.")

    await play(host)
    await cockpit.announce.getByRole('button', { name: 'Post again' }).click()
    await expect(cockpit.row('Quiz at nine').getByText('delivered')).toBeVisible()
    await expect(cockpit.row('Quiz at nine').getByText('dropped')).toBeVisible()
  })

  test('keeps a text that is too long and shows the error at the field', long, async ({ cockpit, host }) => {
    const tooLong = '直播'.repeat(2_049)
    await cockpit.text.fill(tooLong)
    await expect(cockpit.announce).toContainText('6 bytes too long')
    await cockpit.announce.getByRole('button', { name: 'Post' }).click()

    await expect(cockpit.text).toHaveAccessibleDescription('Too long: at most 12,288 bytes.')
    await expect(cockpit.text).toHaveValue(tooLong)
    expect(await host.sends()).toEqual([])
  })

  test('refuses extra data that is not JSON at its field, and keeps the input', long, async ({ cockpit, host }) => {
    await cockpit.text.fill('Hello all')
    await cockpit.announce.getByRole('button', { name: 'Extra data (ExtensionInfo)' }).click()
    const extra = cockpit.announce.getByRole('textbox', { name: /ExtensionInfo/ })
    await extra.fill("{'style': 1}")
    await expect(extra).toHaveAccessibleDescription(/Not valid JSON/)
    await cockpit.announce.getByRole('button', { name: 'Post' }).click()

    await expect(extra).toHaveAttribute('aria-invalid', 'true')
    await expect(extra).toHaveValue("{'style': 1}")
    await expect(cockpit.text).toHaveValue('Hello all')
    expect(await host.sends()).toEqual([])
  })

  test('keeps an unposted text over a reload', async ({ cockpit, page }) => {
    await cockpit.text.fill('Half a thought')
    await page.reload()

    await expect(cockpit.text).toHaveValue('Half a thought')
  })

  test("shows the vendor's own message as text only", long, async ({ cockpit, host, vendors }) => {
    const reason = '<img src=x onerror=alert(1)>'
    await vendors.setFaults({ dropMessages: { reason } })
    await host.call('PUT', '/room', roomOf(vendors))
    await cockpit.text.fill('Hello')
    await cockpit.announce.getByRole('button', { name: 'Post' }).click()

    const row = cockpit.row('“Hello”')
    await expect(row.getByText('dropped')).toBeVisible()
    await row.getByRole('button', { name: /^\d/ }).click()
    await expect(row).toContainText(reason)
    await expect(cockpit.page.locator('img[src="x"]')).toHaveCount(0)
  })
})
