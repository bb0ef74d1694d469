import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { filesIn, found } from '../support/find-secrets.ts'
import { roomOf, startVendors } from '../support/start-vendors.ts'
import { expect, test } from './stage/desktop.ts'
import type { Running } from './stage/start-desktop.ts'
import { long } from '../support/tier.ts'
import { isPrivate } from '../support/this-system.ts'

const secretKey = 'Canary/tencent+key=4b1d7c0e92f5a86d'
const serverSecret = 'Canary/zego+secret=7e2f90c1b8d64a35'
const rose = { vendor: 'tencent', giftId: 'rose', count: 1 } as const
const secrets = { secretKey, serverSecret }

const delivered = async ({ client }: Running) => {
  const { id } = await client.gifts.fire(rose)
  await expect.poll(async () => (await client.sends.get({ id })).state).toBe('delivered')
}

/** Returns everything that the page holds: what it shows, what it stores, and the messages that it received. */
async function pageHolds(page: Page, messages: string[]) {
  const kept = await page.evaluate(() => JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)]))
  return {
    'the page': Buffer.from(await page.content()),
    storage: Buffer.from(kept),
    line: Buffer.from(messages.join('\n')),
  }
}

test.describe('secrets on the desktop', () => {
  test('are sealed in the keyring, restored at the next start, and found nowhere else', async ({
    start,
    folder,
    host,
  }) => {
    test.skip(host !== 'look-alike', "A test may not write into this computer's own keyring.")
    const vendors = await startVendors({ world: { tencent: { secretKey }, zego: { serverSecret } } })
    const keyring = path.join(folder, 'keyring')
    const ring = { switches: ['--password-store=gnome-libsecret'], env: { LOOKALIKE_KEYRING: keyring } }
    const dataDir = path.join(folder, 'data')
    const sealed = () => filesIn(dataDir).filter((file) => path.basename(file) === 'secrets.json')

    // The keyring is locked at first.
    const first = await start(ring)
    const received: string[] = []
    await first.page.exposeFunction('keepHeard', (text: string) => void received.push(text))
    await first.page.evaluate(() =>
      window.giftdeckPort!.onMessage.addListener((text) => {
        ;(window as unknown as { keepHeard: (text: string) => Promise<void> }).keepHeard(text).catch(() => {})
      }),
    )
    await first.client.room.set(roomOf(vendors))
    await delivered(first)
    expect([(await first.client.status.get()).secrets, sealed()]).toEqual(['memory', []])
    writeFileSync(keyring, 'the key', { mode: 0o600 })
    await expect.poll(async () => (await first.client.status.get()).secrets).toBe('system')
    await expect.poll(sealed).toHaveLength(1)
    await expect(first.page.getByText('kept only until Giftdeck closes')).toHaveCount(0)
    expect(isPrivate(sealed()[0]!)).toBe(true)
    const places: Record<string, Buffer> = await pageHolds(first.page, received)
    expect(await first.quit()).toBe(0)

    const second = await start(ring)
    await delivered(second)
    expect(await second.quit()).toBe(0)
    places['the logs'] = Buffer.from(first.log() + second.log())
    for (const file of filesIn(dataDir)) places[path.relative(dataDir, file)] = readFileSync(file)
    // The search covers the right places: it finds what is no secret.
    expect(Object.values(places).some((bytes) => bytes.includes(vendors.world.tencent.roomId))).toBe(true)
    expect(received.length).toBeGreaterThan(0)
    expect(found(places, secrets)).toEqual([])
    await vendors.stop()
  })

  test('stay in memory without a keyring, and must be entered again at the next start', long, async ({ start }) => {
    const vendors = await startVendors({ world: { tencent: { secretKey }, zego: { serverSecret } } })
    const first = await start({ switches: ['--password-store=basic'] })
    await first.client.room.set(roomOf(vendors))
    await delivered(first)
    await expect(first.page.getByRole('status').filter({ hasText: 'kept only until Giftdeck closes' })).toBeVisible()
    expect(await first.quit()).toBe(0)

    const second = await start({ switches: ['--password-store=basic'] })
    const states = (await second.client.status.get()).connections.map(({ state }) => state)
    expect(states).toEqual(['needs-secrets', 'needs-secrets'])
    await expect(second.page.getByText('needs its secret').first()).toBeVisible()
    await vendors.stop()
  })
})
