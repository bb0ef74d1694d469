import { expect, test } from '../support/cockpit.ts'

// The process is frozen, as on a computer that swaps: the connection stays open, and nobody answers on it.
test.describe('while Giftdeck is suspended', () => {
  test.skip(process.platform === 'win32', 'No process can be frozen there.')
  // The server notices its suspension sooner than the page does, so that the test need not wait for seconds.
  test.use({ policy: { server: { suspendedAfterMs: 1_000, suspensionPollMs: 100 } } })

  test('the page says that Giftdeck does not answer, and no press is sent late', async ({ cockpit, host, page }) => {
    await expect(cockpit.key('Rose')).toBeVisible()
    const silent = page.getByRole('alert').filter({ hasText: 'Giftdeck does not answer.' })

    host.freeze()
    // The page does not know yet that the process is suspended.
    await cockpit.key('Rose').click()
    await expect(silent).toContainText('What you press now is not sent')
    // Now the page knows, and does not send the call.
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
