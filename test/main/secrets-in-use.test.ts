import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { openSealedFile } from '../../electron/main/sealed-file.ts'
import { createSecretStore, type Sealer } from '../../electron/main/secret-store.ts'
import {
  type Client,
  keepingLog,
  makeApp,
  makeFolder,
  makeVendors,
  memorySettings,
  roomAt,
} from '../support/make-app.ts'
import { until } from '../support/until.ts'

const rose = { vendor: 'tencent', giftId: 'rose', count: 1 } as const
const wrongKey = 'f'.repeat(64)

/** Makes the desktop's real secret store over a keyring that a test can lock. */
function makeKeyring(dir = makeFolder()) {
  const keyring = { open: true }
  let time = 0
  const sealer: Sealer = {
    isAsyncEncryptionAvailable: async () => keyring.open,
    encryptStringAsync: async (text) => Buffer.from(text).reverse(),
    decryptStringAsync: async (sealed) => ({
      result: Buffer.from(sealed).reverse().toString(),
      shouldReEncrypt: false,
    }),
  }
  const file = path.join(dir, 'secrets.json')
  // Every read of the clock is a second later, so that the keyring is asked again and again.
  const now = () => (time += 1_000)
  const secrets = createSecretStore({
    sealed: openSealedFile(file, 0),
    sealer,
    platform: 'win32',
    log: keepingLog(),
    now,
  })
  return { keyring, secrets }
}

async function fire(client: Client) {
  const { id } = await client.gifts.fire(rose)
  return until(async () => {
    const receipt = await client.sends.get({ id })
    return ['delivered', 'refused', 'unknown', 'held'].includes(receipt.state) ? receipt : null
  })
}

describe('a secret in use', () => {
  it('is replaced at once: the next call is signed with the new secret', async () => {
    const vendors = await makeVendors()
    const { secrets } = makeKeyring()
    const { client } = await makeApp({ secrets })
    const room = roomAt(vendors)
    await client.room.set(room)
    expect((await fire(client)).state).toBe('delivered')
    await client.room.set({ ...room, tencent: { ...room.tencent!, secretKey: wrongKey } })
    expect(await fire(client)).toMatchObject({ state: 'refused' })
    await client.room.set(room)
    expect((await fire(client)).state).toBe('delivered')
  })

  it('is removed at once with its room', async () => {
    const vendors = await makeVendors()
    const { secrets } = makeKeyring()
    const { client } = await makeApp({ secrets })
    const room = roomAt(vendors)
    await client.room.set(room)
    await client.rooms.remove({ name: room.name })
    const { secretKey: _, ...bare } = room.tencent!
    const { tencent } = await client.room.set({ name: room.name, environment: 'test', tencent: bare })
    expect(tencent?.secret).toBeNull()
    await expect(client.gifts.fire(rose)).rejects.toMatchObject({ code: 'NOT_CONNECTED' })
  })

  it('is used as soon as the keyring that holds it is unlocked', async () => {
    const vendors = await makeVendors()
    const dir = makeFolder()
    const settings = memorySettings()
    const before = await makeApp({ secrets: makeKeyring(dir).secrets, settings })
    await before.client.room.set(roomAt(vendors))
    await before.stop()

    const { keyring, secrets } = makeKeyring(dir)
    keyring.open = false
    const { client } = await makeApp({ secrets, settings })
    expect((await client.status.get()).connections).toMatchObject([
      { state: 'needs-secrets' },
      { state: 'needs-secrets' },
    ])
    await expect(client.gifts.fire(rose)).rejects.toMatchObject({ code: 'NOT_CONNECTED' })
    keyring.open = true
    await until(async () => (await client.status.get()).connections.every(({ state }) => state === 'ready'))
    expect((await fire(client)).state).toBe('delivered')
  })
})
