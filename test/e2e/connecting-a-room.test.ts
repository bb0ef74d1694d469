import type { SandboxWorld } from '../../electron/core/sandbox/world.ts'
import { type Cockpit, expect, test } from '../support/cockpit.ts'
import { roomOf } from '../support/start-vendors.ts'
import { long } from '../support/tier.ts'

/** Chooses an item in the menu of rooms, which opens from the name of the room in use. */
async function choose({ page }: Cockpit, room: string, item: string) {
  await page.getByRole('button', { name: room, exact: true }).click()
  await page.getByRole('menuitem', { name: item }).click()
}
const connect = (cockpit: Cockpit) => choose(cockpit, 'Demo room', 'Connect a room…')

async function fillTencent({ dialog, page }: Cockpit, { origin, tencent }: SandboxWorld, secretKey: string) {
  await dialog.getByRole('textbox', { name: 'Room name' }).fill('Studio')
  await dialog.getByRole('combobox', { name: 'Region' }).click()
  await page.getByRole('option', { name: 'Another server…' }).click()
  await dialog.getByRole('textbox', { name: 'Tencent server' }).fill(origin)
  await dialog.getByRole('textbox', { name: 'SDKAppID' }).fill(String(tencent.sdkAppId))
  await dialog.getByRole('textbox', { name: 'Admin account' }).fill(tencent.identifier)
  await dialog.getByRole('radio', { name: 'SecretKey' }).click()
  await dialog.getByLabel('SecretKey', { exact: true }).last().fill(secretKey)
  await dialog.getByRole('textbox', { name: 'Room id' }).fill(tencent.roomId)
  await dialog.getByRole('textbox', { name: 'Sender' }).fill(tencent.sender)
  await dialog.getByRole('textbox', { name: 'Receiver' }).fill(tencent.receiver)
}

test.describe('connecting a room', () => {
  test('names the step at which a wrong key fails, then accepts the right one', async ({ cockpit, vendors, page }) => {
    const { dialog } = cockpit
    await connect(cockpit)
    await fillTencent(cockpit, vendors.world, 'f'.repeat(64))
    await dialog.getByRole('button', { name: 'Next' }).click()
    await dialog.getByRole('button', { name: 'Check' }).click()

    const signIn = dialog.getByRole('listitem').filter({ hasText: 'Tencent · Sign-in' })
    await expect(signIn).toContainText('failed')
    await expect(signIn).toContainText('The key and the SDKAppID do not belong together.')
    await expect(signIn).toContainText('Copy both from the same app in the console.')
    await expect(dialog.getByRole('button', { name: 'Use it anyway' })).toBeVisible()

    await dialog.getByRole('button', { name: 'Back' }).click()
    await dialog.getByRole('button', { name: 'Back' }).click()
    await expect(dialog.getByRole('textbox', { name: 'Room name' })).toHaveValue('Studio')
    await dialog.getByLabel('SecretKey', { exact: true }).last().fill(vendors.world.tencent.secretKey)
    await dialog.getByRole('button', { name: 'Next' }).click()
    await dialog.getByRole('button', { name: 'Check' }).click()
    await expect(dialog).toContainText('Everything that can be checked without a gift works.')
    await dialog.getByRole('button', { name: 'Use this room' }).click()

    await expect(page.getByText('“Studio” is now in use.')).toBeVisible()
    await expect(page.getByText('TEST', { exact: true })).toBeVisible()
    await cockpit.key('Rose').click()
    await expect(cockpit.row('Rose ×1').getByText('delivered')).toBeVisible()
    expect((await vendors.recording()).tencent.gifts).toHaveLength(1)
  })

  test('shows at each field what is wrong with it', long, async ({ cockpit }) => {
    const { dialog } = cockpit
    await connect(cockpit)
    await dialog.getByRole('textbox', { name: 'SDKAppID' }).fill('14 hundred')
    await dialog.getByRole('textbox', { name: 'Sender' }).fill('zwei Wörter')
    await dialog.getByRole('switch', { name: 'ZEGOCLOUD MiniGame' }).click()
    await dialog.getByRole('textbox', { name: /Test viewer's id/ }).fill('under_score')
    await dialog.getByRole('button', { name: 'Next' }).click()

    const described = (name: string | RegExp) => expect(dialog.getByRole('textbox', { name }))
    await described('Room name').toHaveAccessibleDescription('Fill this in.')
    await described('SDKAppID').toHaveAccessibleDescription(/number/)
    await described('Sender').toHaveAccessibleDescription(/1 to 32 plain characters/)
    await described(/Test viewer's id/).toHaveAccessibleDescription(/ZEGO allows no “_” or “-”/)
    await described('Sender').toHaveValue('zwei Wörter')
  })

  test('shows which server cannot be reached', long, async ({ cockpit, vendors }) => {
    const { dialog } = cockpit
    await connect(cockpit)
    await fillTencent(cockpit, { ...vendors.world, origin: 'http://127.0.0.1:9' }, 'f'.repeat(64))
    await dialog.getByRole('button', { name: 'Next' }).click()
    await dialog.getByRole('button', { name: 'Check' }).click()

    const server = dialog.getByRole('listitem').filter({ hasText: 'Tencent · Server' })
    await expect(server).toContainText('failed')
    await expect(server).toContainText("The vendor's server could not be reached.")
  })

  test('shows only that a secret is set, and offers an empty field to replace it', async ({
    cockpit,
    host,
    vendors,
    page,
  }) => {
    const { secretKey } = vendors.world.tencent
    const { serverSecret } = vendors.world.zego
    const received: string[] = []
    page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => received.push(String(payload))))
    await page.reload()
    await host.call('PUT', '/room', roomOf(vendors))
    const { dialog } = cockpit
    await choose(cockpit, 'Studio', 'All rooms…')
    await expect(dialog.getByText(/(SecretKey|ServerSecret) set /)).toHaveCount(2)
    await dialog.getByRole('button', { name: 'Edit Studio' }).click()
    await expect(dialog.getByText('••••')).toHaveCount(2)
    await expect(dialog.getByRole('button', { name: 'Replace ServerSecret' })).toBeVisible()
    await dialog.getByRole('button', { name: 'Replace SecretKey' }).click()

    await expect(dialog.getByLabel('SecretKey', { exact: true }).last()).toBeFocused()
    await expect(dialog.getByLabel('SecretKey', { exact: true }).last()).toHaveValue('')
    expect(received.length).toBeGreaterThan(0)
    for (const text of [...received, await page.content()]) {
      expect(text).not.toContain(secretKey)
      expect(text).not.toContain(serverSecret)
    }
  })

  test('goes back to the sandbox', long, async ({ cockpit, host, vendors, page }) => {
    await host.call('PUT', '/room', roomOf(vendors))
    await page.getByRole('button', { name: 'Studio', exact: true }).click()
    await page.getByRole('menuitemradio', { name: /Demo room/ }).click()

    await expect(page.getByRole('button', { name: 'SANDBOX' })).toBeVisible()
    await cockpit.key('Rose').click()
    await expect(cockpit.row('Rose ×1').getByText('delivered')).toBeVisible()
  })
})
