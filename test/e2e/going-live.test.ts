import { expect, test } from '../support/cockpit.ts'
import { roomOf } from '../support/start-vendors.ts'
import { long } from '../support/tier.ts'

test.describe('a live room', () => {
  test.beforeEach(async ({ cockpit, host, vendors, page }) => {
    const caps = { perPress: 10, perMinute: 12 }
    await host.call('PUT', '/room', roomOf(vendors, { name: 'Friday show', environment: 'live', caps }))
    await expect(page.getByText('LIVE', { exact: true })).toBeVisible()
    await expect(cockpit.deck).toContainText('Locked')
  })

  test('unlocks with the first press, fires with the second and locks again', async ({ cockpit, host }) => {
    await cockpit.key('Rose').click()
    await expect(cockpit.deck).toContainText('Armed: the next press fires')
    await expect(cockpit.deck.getByRole('timer')).toBeVisible()
    expect(await host.sends()).toEqual([])

    // A press that follows too soon is a double click, which counts as one press.
    await expect(async () => {
      await cockpit.key('Rose').click()
      await expect.poll(() => host.sends(), { timeout: 500 }).toHaveLength(1)
    }).toPass()
    await expect(cockpit.row('Rose ×1').getByText('delivered')).toBeVisible()
    await expect(cockpit.deck).toContainText('Locked')
    expect(await host.sends()).toHaveLength(1)
  })

  test('treats a double click as one press', async ({ cockpit, host }) => {
    await cockpit.key('Rose').dblclick()

    await expect(cockpit.deck).toContainText('Armed: the next press fires')
    expect(await host.sends()).toEqual([])
  })

  test('locks again by itself', async ({ cockpit, host }) => {
    await host.call('POST', '/arm', { seconds: 5 })
    await expect(cockpit.deck).toContainText('Armed')

    await expect(cockpit.deck).toContainText('Locked')
  })

  test('stays unlocked as long as the host chose, until locked by hand', long, async ({ cockpit }) => {
    await cockpit.deck.getByRole('button', { name: /^Arm for/ }).click()
    await expect(cockpit.deck).toContainText('Armed: every press fires')
    await cockpit.key('Rose').click()
    await cockpit.key('Rocket').click()
    await expect(cockpit.row('Rose ×1').getByText('delivered')).toBeVisible()
    await expect(cockpit.row('Rocket ×1').getByText('delivered')).toBeVisible()

    await cockpit.deck.getByRole('button', { name: 'Lock', exact: true }).click()
    await expect(cockpit.deck).toContainText('Locked')
  })

  test('explains its caps at the deck instead of firing', long, async ({ cockpit, host }) => {
    await host.call('POST', '/arm', { seconds: 60, hold: true })
    await expect(cockpit.deck).toContainText('Armed')
    await cockpit.choose(66)
    await expect(cockpit.key('Rose')).toBeDisabled()
    await cockpit.page.keyboard.press('1')
    await expect(cockpit.deck.getByRole('alert')).toContainText('Rose ×66 was not sent: this room allows 10 a press.')
    expect(await host.sends()).toEqual([])

    await cockpit.choose(10)
    await cockpit.key('Rose').click()
    await expect(cockpit.row('Rose ×10').getByText('delivered')).toBeVisible()
    await cockpit.key('Rose').click()
    await expect(cockpit.deck.getByRole('alert')).toContainText('There is room again in')
    expect(await host.sends()).toHaveLength(1)
  })

  test('unlocks before it posts an announcement', async ({ cockpit, host }) => {
    await cockpit.text.fill('Welcome')
    await cockpit.announce.getByRole('button', { name: 'Arm' }).click()
    await expect(cockpit.announce).toContainText('the next press posts for real')
    expect(await host.sends()).toEqual([])

    await cockpit.announce.getByRole('button', { name: 'Post' }).click()
    await expect(cockpit.row('“Welcome”').getByText('delivered')).toBeVisible()
    await expect(cockpit.deck).toContainText('Locked')
  })
})
