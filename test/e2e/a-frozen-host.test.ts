import { expect, test } from '../support/cockpit.ts'

/** A computer that swaps, or a process that was stopped: the line stands, and nobody answers on it. */
test.describe('while Giftdeck does not run', () => {
  test.skip(process.platform === 'win32', 'No process can be frozen there.')
  // Shorter than the page takes to notice, so that the test need not count seconds.
  test.use({ policy: { server: { stoodStillMs: 1_000, runsLookedEveryMs: 100 } } })

  test('the page says so, and nothing that is pressed goes out late unsaid', async ({ cockpit, host, page }) => {
    await expect(cockpit.key('Rose')).toBeVisible()
    const silent = page.getByRole('alert').filter({ hasText: 'Giftdeck does not answer.' })

    host.freeze()
    // Nobody knows yet that it stands still.
    await cockpit.key('Rose').click()
    await expect(silent).toContainText('What you press now is not sent')
    // Now the page knows, and does not even ask.
    await page.keyboard.press('4')
    await expect(page.getByText(/was not sent: Giftdeck does not answer/)).toBeVisible()
    host.thaw()

    await expect(page.getByText('Not sent: Giftdeck did not run for a while')).toBeVisible()
    await expect(silent).toHaveCount(0)
    expect(await host.sends()).toEqual([])

    await expect(async () => {
      await cockpit.key('Rose').click()
      await expect(cockpit.row('Rose ×1').getByText('delivered')).toBeVisible({ timeout: 2_000 })
    }).toPass()
  })
})
