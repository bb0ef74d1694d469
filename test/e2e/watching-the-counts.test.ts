import { expect, play, test } from '../support/cockpit.ts'
import { roomOf } from '../support/start-vendors.ts'

const numberOf = (text: string) => Number(text.replaceAll(',', ''))

test.describe('watching the counts', () => {
  test('move with a gift and say how much of it is new and from Giftdeck', async ({ cockpit, host }) => {
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
    await expect(cockpit.counts).toContainText('this session 10 from Giftdeck')
    await expect(cockpit.counts).toContainText(/as of \d/)
  })

  test('move by themselves while viewers send', async ({ cockpit }) => {
    await expect(cockpit.total('gifts')).toHaveText(/\d/)
    const before = await cockpit.total('gifts').innerText()

    await expect(cockpit.total('gifts')).not.toHaveText(before, { timeout: 12_000 })
  })

  test('show a dash and the reason while the vendor gives none', async ({ cockpit, host, vendors }) => {
    await vendors.setFaults({ http502: { only: ['get_gift_count'] } })
    await host.call('PUT', '/room', roomOf(vendors))

    await expect(cockpit.total('gifts')).toContainText('–')
    await expect(cockpit.counts.getByRole('status').first()).toContainText("The vendor's server failed.")
  })

  test('are counted from receipts without Tencent, and say so', async ({ cockpit, host, vendors }) => {
    const { tencent: _, ...zegoOnly } = roomOf(vendors)
    await host.call('PUT', '/room', zegoOnly)

    await expect(cockpit.counts).toContainText('Counted from receipts: ZEGO gives no totals')
    await expect(cockpit.announce).toContainText('this room has no Tencent connection')
    await expect(cockpit.key('Rose')).toHaveAttribute('aria-disabled', 'true')
  })
})
