import { expect, play, test } from '../support/cockpit.ts'
import { long } from '../support/tier.ts'

test.describe('firing a gift', () => {
  test('reaches the room with the first click of a cold start', async ({ cockpit }) => {
    await cockpit.key('Rose').click()

    await expect(cockpit.row('Rose ×1').getByText('delivered')).toBeVisible()
  })

  test('sends as many as the multiplier says, at one press', long, async ({ cockpit, host }) => {
    await cockpit.choose(66)
    await cockpit.key('Rocket').click()

    await expect(cockpit.row('Rocket ×66').getByText('delivered')).toBeVisible()
    expect(await host.sends()).toHaveLength(1)
  })

  test('is delivered to the ZEGO game too', async ({ cockpit }) => {
    await cockpit.key('Soldier').click()

    const row = cockpit.row('Soldier ×1')
    await expect(row.getByText('delivered')).toBeVisible()
    await row.getByRole('button', { name: /Soldier/ }).click()
    await expect(row.getByText('MsgId', { exact: true })).toBeVisible()
  })

  test('fires by the number keys, but never from a text field', async ({ cockpit, page, host }) => {
    await expect(cockpit.key('Rose')).toBeVisible()
    await page.keyboard.press('4')
    await expect(cockpit.row('Rocket ×1').getByText('delivered')).toBeVisible()

    await cockpit.text.fill('')
    await page.keyboard.type('12345')
    await expect(cockpit.text).toHaveValue('12345')
    expect(await host.sends()).toHaveLength(1)
  })

  test('explains a refused gift with the code and what to do, and offers it again', async ({ cockpit, host }) => {
    await play(host, 'gift-switch-off')
    await cockpit.key('Rose').click()

    const row = cockpit.row('Rose ×1').first()
    await expect(row.getByText('refused')).toBeVisible()
    await expect(cockpit.deck.getByRole('alert')).toContainText('Rose ×1')
    await row.getByRole('button', { name: /^\d/ }).click()
    await expect(row).toContainText('Viewers saw nothing.')
    await expect(row).toContainText('To do:')
    await expect(row).toContainText('102008')
    await expect(row).toContainText('RequestId')

    await play(host)
    await row.getByRole('button', { name: 'Send again: Rose ×1' }).click()
    await expect(cockpit.row('Rose ×1').getByText('delivered')).toBeVisible()
    await expect(cockpit.row('Rose ×1').getByText('refused')).toBeVisible()
  })

  test('shows unknown when the answer was lost, with a hint from the count', async ({ cockpit, host }) => {
    await play(host, 'lost-answers')
    await cockpit.choose(10)
    await cockpit.key('Castle').click()

    const row = cockpit.row('Castle ×10')
    await expect(row.getByText('unknown')).toBeVisible()
    await expect(row.getByText('probably landed')).toBeVisible()
    await row.getByRole('button', { name: 'Check now: Castle ×10' }).click()
    await row.getByRole('button', { name: /^\d/ }).click()
    await expect(row).toContainText('The line broke before the vendor answered.')
    await expect(row).toContainText('Viewers may have seen it.')
    await expect(row).toContainText('so it probably landed.')
    await expect(row.getByText('unknown')).toBeVisible()
    expect(await host.sends()).toHaveLength(1)
  })

  test('determines the result of a ZEGO gift whose answer was lost, without sending it twice', async ({
    cockpit,
    host,
  }) => {
    await play(host, 'lost-answers')
    await cockpit.key('General').click()

    await expect(cockpit.row('General ×1').getByText('delivered')).toBeVisible()
    expect(await host.sends()).toHaveLength(1)
  })

  test('shows a hostile name as text only', async ({ page, host }) => {
    const label = '<img src=x onerror=alert(1)>'
    await host.call('PUT', '/deck', {
      keys: [{ id: 'evil', label, icon: '🎁', vendor: 'tencent', giftId: 'rose' }],
    })
    await page.goto(host.address())
    const key = page.getByRole('grid').getByRole('button')
    await expect(key).toContainText(label)
    await key.click()

    await expect(page.locator('#panel-activity')).toContainText(`${label} ×1`)
    await expect(page.locator('img[src="x"]')).toHaveCount(0)
  })
})
