import { expect, test } from '../support/cockpit.ts'
import { long } from '../support/tier.ts'

test.describe('reaching a goal', () => {
  test.use({ hasViewers: false })

  test(
    'announces a milestone and the target, and neither again after a reload',
    long,
    async ({ cockpit, host, page }) => {
      const goals = cockpit.counts.getByRole('region', { name: 'Goals' })
      await goals.getByRole('button', { name: 'Set a goal' }).focus()
      await page.keyboard.press('Enter')
      await cockpit.dialog.getByLabel('To reach').fill('20')
      await cockpit.dialog.getByLabel('Name').fill('New microphone')
      await cockpit.dialog.getByRole('button', { name: 'Add a mark' }).click()
      await cockpit.dialog.getByLabel('Mark 1: reached at').fill('10')
      await cockpit.dialog.getByLabel('Mark 1: name').fill('Stand')
      await page.keyboard.press('Enter')
      await expect(goals).toContainText('0 / 20')
      await expect(goals).toContainText('Next: Stand at 10')

      await cockpit.choose(10)
      await cockpit.key('Rose').click()
      await expect(goals.getByRole('status')).toHaveText('New microphone: Stand reached at 10 gifts.')
      await cockpit.key('Rose').click()
      await expect(goals.getByRole('status')).toHaveText('Goal reached: New microphone, 20 gifts.')
      await expect(goals).toContainText('reached')
      await expect(goals).toContainText('20 / 20')

      await page.reload()
      await expect(goals).toContainText('20 / 20')
      await expect(goals.getByRole('status')).toBeEmpty()
      expect(await host.call('GET', '/goals')).toMatchObject({ goals: [{ title: 'New microphone', target: 20 }] })
    },
  )

  test('plays no animation with reduced motion', async ({ cockpit, host, page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await expect(cockpit.total('gifts')).toHaveText('0')
    await host.call('PUT', '/goals', { goals: [{ id: 'one', title: 'Ten', target: 10 }] })
    await expect(cockpit.counts).toContainText('0 / 10')
    await host.call('POST', '/gifts', { vendor: 'tencent', giftId: 'rose', count: 10 })
    await expect(cockpit.counts.getByText('reached', { exact: true })).toBeVisible()

    await expect(cockpit.counts.locator('.animate-burst:visible')).toHaveCount(0)
  })
})
