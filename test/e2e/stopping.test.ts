import type { RoomInput } from '../../shared/contract/room.ts'
import { type Cockpit, expect, play, test } from '../support/cockpit.ts'
import type { Sandbox } from '../../electron/core/sandbox/start-sandbox.ts'
import { holdAnswers } from '../support/held-answers.ts'
import type { Host } from '../support/start-host.ts'
import { roomOf } from '../support/start-vendors.ts'
import { longUnless } from '../support/tier.ts'

const slow = { tencentPerSecond: 1, expireAfterMs: 0 } satisfies RoomInput['limits']

/** Presses a key twelve times on a lane of one call a second: one call is on the wire, and eleven wait. */
async function pressTwelve(cockpit: Cockpit) {
  await cockpit.key('Rose').evaluate((button: HTMLElement) => {
    for (let presses = 0; presses < 12; presses++) button.click()
  })
  await expect(cockpit.page.getByText(/^queue 11/)).toBeVisible()
}

/** The first call goes alone, so the eleven wait for as long as its answer is held. */
const patient = { sending: { firstCallAloneMs: 90_000 }, network: { callTimeoutMs: 90_000 } }

/** Sets a room whose vendor accepts every call and holds each answer until the test releases it. */
async function heldRoom({ page }: Cockpit, host: Host, vendors: Sandbox) {
  const held = await holdAnswers(vendors.world.origin)
  const { tencent } = roomOf(vendors)
  await host.call('PUT', '/room', roomOf(vendors, { limits: slow, tencent: { ...tencent!, host: held.origin } }))
  await expect(page.getByText('TEST', { exact: true })).toBeVisible()
  return held
}

test.describe('STOP', () => {
  test.describe('while one call is on the wire', () => {
    test.use({ policy: { ...patient, safety: { stopWaitsForCallsMs: 90_000 } } })

    test('cancels a burst and shows exactly what happened, including an answer that arrived', async ({
      cockpit,
      host,
      vendors,
      page,
    }) => {
      const held = await heldRoom(cockpit, host, vendors)
      await pressTwelve(cockpit)
      await page.getByRole('button', { name: 'STOP' }).click()
      const ended = async () => (await host.sends()).filter(({ state }) => state === 'cancelled')
      await expect.poll(ended).toHaveLength(11)
      held.release()

      await expect(cockpit.stopped).toContainText('11 cancelled · 1 had left: 1 delivered')
      const states = (await host.sends()).map(({ state }) => state)
      expect(states.filter((state) => state === 'delivered')).toHaveLength(1)
      expect((await vendors.recording()).tencent.gifts).toHaveLength(1)
      held.close()
    })
  })

  test.describe('with an answer that does not come', () => {
    test.use({ policy: patient })

    test('shows how many calls have no answer yet, and their results once they have', async ({
      cockpit,
      host,
      vendors,
      page,
    }) => {
      const held = await heldRoom(cockpit, host, vendors)
      await pressTwelve(cockpit)
      await page.keyboard.press('ControlOrMeta+.')
      await expect(cockpit.stopped).toContainText('11 cancelled · 1 had left: 1 not answered yet')

      held.release()
      await expect(cockpit.row('Rose ×1').getByText('delivered')).toBeVisible()
      await expect(cockpit.stopped).toContainText('11 cancelled · 1 had left: 1 delivered')
      held.close()
    })
  })

  test('lets nothing out until the host resumes', async ({ cockpit, host, page }) => {
    await expect(cockpit.key('Rose')).toBeVisible()
    await page.keyboard.press('ControlOrMeta+.')
    await expect(cockpit.stopped).toContainText('Nothing was waiting.')

    // The key is aria-disabled, yet a press shows the reason; Playwright would wait for it to be enabled.
    await cockpit.key('Rose').click({ force: true })
    await expect(cockpit.deck.getByRole('alert')).toContainText('Press Resume first.')
    await cockpit.text.fill('Hello')
    await expect(cockpit.announce.getByRole('button', { name: 'Post' })).toBeDisabled()
    expect(await host.sends()).toEqual([])

    await cockpit.stopped.getByRole('button', { name: 'Resume' }).click()
    await expect(cockpit.stopped).toHaveCount(0)
    await cockpit.key('Rose').click()
    await expect(cockpit.row('Rose ×1').getByText('delivered')).toBeVisible()
  })
})

test.describe('a STOP that is not confirmed', () => {
  test.use({ hasOwnProcess: true })

  test('is reported as such while the server does not answer', async ({ cockpit, host, page }) => {
    test.skip(process.platform === 'win32', 'No process can be frozen there.')
    await expect(cockpit.key('Rose')).toBeVisible()
    host.freeze()
    await page.keyboard.press('ControlOrMeta+Shift+F8')
    await expect(cockpit.unconfirmed).toContainText('Giftdeck has not answered')
    host.thaw()

    await expect(cockpit.stopped).toContainText('Nothing was waiting.')
    await expect(cockpit.unconfirmed).toHaveCount(0)
  })

  test('is reported as such while the connection is lost, and is sent on the next connection', async ({
    cockpit,
    host,
    page,
    consoleErrors,
  }) => {
    const { token } = await host.call<{ token: string }>('POST', '/tokens', { name: 'Dock', scopes: ['read', 'fire'] })
    // The token of the ready line is valid only for its process, so the page gets a stored token.
    await page.goto('about:blank')
    await page.goto(host.address(token))
    await expect(cockpit.key('Rose')).toBeVisible()
    await host.end()
    await expect(page.getByRole('alert').filter({ hasText: 'Line to Giftdeck lost' })).toBeVisible()
    await page.keyboard.press('ControlOrMeta+.')
    await expect(cockpit.unconfirmed).toContainText('the line to Giftdeck is lost')
    await host.start()

    await expect(cockpit.stopped).toBeVisible()
    await expect(cockpit.unconfirmed).toHaveCount(0)
    await expect.poll(() => host.call<{ stopped: boolean }>('GET', '/status')).toMatchObject({ stopped: true })
    // Each attempt to reach the server while it was down has logged an error.
    consoleErrors.length = 0
  })
})

test.describe('a reload', () => {
  test('keeps the receipts, the counts and the stop', async ({ cockpit, host, page }) => {
    await play(host)
    await cockpit.key('Rose').click()
    await expect(cockpit.row('Rose ×1').getByText('delivered')).toBeVisible()
    await play(host, 'gift-switch-off')
    await cockpit.key('Rocket').click()
    await expect(cockpit.row('Rocket ×1').getByText('refused')).toBeVisible()
    await expect(cockpit.counts).toContainText(/(?<!\d)1 from Giftdeck/)
    await page.getByRole('button', { name: 'STOP' }).click()
    await expect(cockpit.stopped).toBeVisible()
    const gifts = await cockpit.total('gifts').innerText()
    await page.reload()

    await expect(cockpit.stopped).toBeVisible()
    await expect(cockpit.row('Rose ×1').getByText('delivered')).toBeVisible()
    await expect(cockpit.row('Rocket ×1').getByText('refused')).toBeVisible()
    await expect(cockpit.total('gifts')).toHaveText(gifts)
    await expect(cockpit.counts).toContainText(/(?<!\d)1 from Giftdeck/)
  })

  test('restores the page with the token removed from the address', async ({ cockpit, host, page }) => {
    await expect(cockpit.key('Rose')).toBeVisible()
    expect(page.url()).toBe(host.url)
    await page.reload()

    await cockpit.key('Rose').click()
    await expect(cockpit.row('Rose ×1').getByText('delivered')).toBeVisible()
  })
})

test.describe('an open dialog', () => {
  for (const { name, width, open } of [
    { name: 'a dialog', width: 1_280, open: 'r' },
    { name: 'the palette', width: 1_280, open: 'ControlOrMeta+k' },
    { name: 'a sheet', width: 1_280, open: 's' },
    { name: 'a dialog that fills a dock', width: 360, open: 'r' },
  ]) {
    test(
      `leaves STOP and Resume reachable by mouse: ${name}`,
      longUnless(name === 'the palette'),
      async ({ cockpit, page }) => {
        await page.setViewportSize({ width, height: 740 })
        await expect(cockpit.key('Rose')).toBeVisible()
        if (open === 's') {
          await cockpit.key('Rose').click()
          await cockpit.row('Rose ×1').locator('[data-row]').click()
          await page.getByRole('button', { name: 'Whole story' }).click()
        } else await page.keyboard.press(open)
        await expect(cockpit.dialog).toBeVisible()

        // A click goes to coordinates, so it would fail if anything covered the button.
        await page.getByRole('button', { name: 'STOP', includeHidden: true }).click()
        await expect(cockpit.stopped).toContainText('Nothing was waiting.')
        await expect(cockpit.dialog).toBeVisible()
        await cockpit.stopped.getByRole('button', { name: 'Resume', includeHidden: true }).click()
        await expect(cockpit.stopped).toHaveCount(0)
        await expect(cockpit.dialog).toBeVisible()
        await page.keyboard.press('Escape')
        await expect(cockpit.dialog).toHaveCount(0)
      },
    )
  }
})
