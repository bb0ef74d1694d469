import { expect, play, test } from '../support/cockpit.ts'
import { roomOf } from '../support/start-vendors.ts'
import { long } from '../support/tier.ts'

const numberOf = (text: string) => Number(text.replaceAll(',', ''))

test.describe('watching the counts', () => {
  test('shows a gift in the totals, in the session and in the share of Giftdeck', async ({ cockpit, host }) => {
    await play(host)
    await expect(cockpit.total('gifts')).toHaveText(/\d/)
    await cockpit.counts.getByRole('button', { name: 'This session counts from' }).click()
    await cockpit.page.getByRole('menuitem', { name: 'Count this session from now' }).click()
    await expect(cockpit.counts.getByLabel('0 this session', { exact: true })).toHaveCount(3)
    const before = numberOf(await cockpit.total('gifts').innerText())
    await cockpit.choose(10)
    await cockpit.key('Rocket').click()

    await expect(cockpit.total('gifts')).toHaveText((before + 10).toLocaleString('en'))
    await expect(cockpit.counts.getByLabel('+10 this session')).toBeVisible()
    await expect(cockpit.counts.getByLabel('+100 this session')).toBeVisible()
    await expect(cockpit.counts).toContainText(/(?<!\d)10 from Giftdeck/)
    await expect(cockpit.counts).toContainText(/as of \d/)
  })

  test('shows the gifts of simulated viewers', async ({ cockpit }) => {
    await expect(cockpit.total('gifts')).toHaveText(/\d/)
    const before = await cockpit.total('gifts').innerText()

    await expect(cockpit.total('gifts')).not.toHaveText(before)
  })

  test('shows several receivers side by side, chosen by keyboard', long, async ({ cockpit, host, page }) => {
    await play(host)
    await cockpit.counts.getByRole('button', { name: 'Choose the receivers to count' }).focus()
    await page.keyboard.press('Enter')
    await cockpit.dialog.getByLabel('User id').fill('viewer-mia')
    await page.keyboard.press('Enter')
    await expect(cockpit.dialog.getByRole('button', { name: 'Leave out viewer-mia' })).toBeVisible()
    await page.keyboard.press('Escape')
    const card = (name: string) => cockpit.counts.getByRole('radio', { name: new RegExp(`^${name} `) })
    await expect(card('viewer-mia')).toContainText('0 gifts')
    await host.call('POST', '/gifts', { vendor: 'tencent', giftId: 'castle', count: 2, to: 'viewer-mia' })

    await expect(card('viewer-mia')).toContainText('2 gifts')
    await card('host').focus()
    await page.keyboard.down('ArrowRight')
    await expect(card('viewer-mia')).toBeChecked()
    await page.keyboard.up('ArrowRight')
    await expect(cockpit.counts).toContainText(/(?<!\d)2 from Giftdeck/)
  })

  test('restarts the session and undoes the restart', long, async ({ cockpit, host, page }) => {
    await play(host)
    await cockpit.key('Rose').click()
    await expect(cockpit.counts).toContainText(/(?<!\d)1 from Giftdeck/)
    await cockpit.counts.getByRole('button', { name: 'This session counts from' }).click()
    await page.getByRole('menuitem', { name: 'Count this session from now' }).click()
    await expect(cockpit.counts).not.toContainText('from Giftdeck')
    await cockpit.counts.getByRole('button', { name: 'This session counts from' }).click()
    await page.getByRole('menuitem', { name: /^Count from .* again$/ }).click()

    await expect(cockpit.counts).toContainText(/(?<!\d)1 from Giftdeck/)
  })

  test('shows a dash and the reason while the vendor reports no totals', long, async ({ cockpit, host, vendors }) => {
    await vendors.setFaults({ http502: { only: ['get_gift_count'] } })
    await host.call('PUT', '/room', roomOf(vendors))

    await expect(cockpit.total('gifts')).toContainText('–')
    await expect(cockpit.counts.getByRole('status').first()).toContainText("The vendor's server failed.")
  })

  test(
    'shows counts from receipts in a room without Tencent, and says so',
    long,
    async ({ cockpit, host, vendors }) => {
      const { tencent: _, ...zegoOnly } = roomOf(vendors)
      await host.call('PUT', '/room', zegoOnly)

      await expect(cockpit.counts).toContainText('Counted from receipts: ZEGO gives no totals')
      await expect(cockpit.announce).toContainText('this room has no Tencent connection')
      await expect(cockpit.key('Rose')).toHaveAttribute('aria-disabled', 'true')
    },
  )
})
