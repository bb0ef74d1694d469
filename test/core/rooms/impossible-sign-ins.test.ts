import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeUserSig } from '../../../electron/core/vendors/tencent/user-sig.ts'
import { makeApp, makeVendors, memorySecrets, memorySettings, roomAt } from '../../support/make-app.ts'
import { actionsOf, refusal } from '../sends/setup-room.ts'

/** Makes a UserSig with these times as literal JSON, so that it may hold numbers that only JSON can express. */
const userSig = (time: string, lifetime: string) =>
  deflateSync(
    `{"TLS.ver":"2.0","TLS.identifier":"administrator","TLS.sdkappid":1400000000,"TLS.sig":"x",` +
      `"TLS.time":${time},"TLS.expire":${lifetime}}`,
  )
    .toString('base64')
    .replaceAll('+', '*')
    .replaceAll('/', '-')
    .replaceAll('=', '_')

const now = Math.floor(Date.now() / 1_000)
const impossible: [string, string, string][] = [
  ['made at a time in milliseconds', `${now * 1_000}`, '86400'],
  ['made at a time in microseconds', `${now * 1_000_000}`, '86400'],
  ['that lasts for ever', `${now}`, '1e300'],
  ['that lasts longer than any number', `${now}`, '1e400'],
  ['made at no time', '-1e400', '86400'],
  ['made before 1970', '-1', '86400'],
  ['that lasts less than nothing', `${now}`, '-86400'],
  ['made at a fraction', `${now}.5`, '86400'],
  ['that lasts a fraction', `${now}`, '0.5'],
  ['that ends in the year 10000', `${now}`, `${253_402_300_800 - now}`],
]

/** Makes an app with a room in use, and a function that returns the room with a pasted sign-in. */
async function makeRoom(secrets = memorySecrets()) {
  const vendors = await makeVendors()
  const made = await makeApp({ secrets })
  const { client } = made
  const room = roomAt(vendors)
  await client.room.set(room)
  const { secretKey: _, ...tencent } = room.tencent!
  const pasted = (sig: string, name = room.name) => ({ ...room, name, tencent: { ...tencent, userSig: sig } })
  return { ...made, ...actionsOf(client), vendors, room, tencent, pasted, secrets }
}

describe('a pasted sign-in', () => {
  it.each(impossible)('%s is refused at its field, and nothing is changed', async (_, time, lifetime) => {
    const { client, pasted, rose, ends } = await makeRoom()
    const before = [await client.room.get(), await client.rooms.list({})]
    for (const room of [pasted(userSig(time, lifetime)), pasted(userSig(time, lifetime), 'Another')]) {
      const refused = await refusal(client.room.set(room))
      expect(refused).toMatchObject({ code: 'BAD_REQUEST', data: { issues: [{ field: 'tencent.userSig' }] } })
      expect(refused.message).toContain('seconds')
      expect(await refusal(client.room.check(room))).toMatchObject({
        code: 'BAD_REQUEST',
        data: { issues: [{ field: 'tencent.userSig' }] },
      })
    }
    expect([await client.room.get(), await client.rooms.list({})]).toEqual(before)
    expect(await ends((await rose()).id)).toMatchObject({ state: 'delivered' })
  })

  it('with any two numbers as its times is accepted and can be shown, or refused and changes nothing', async () => {
    const { client, pasted, room } = await makeRoom()
    const number = fc.oneof(
      fc.integer(),
      fc.maxSafeInteger(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.integer({ min: now - 100_000, max: now + 100_000 }),
    )
    await fc.assert(
      fc.asyncProperty(number, number, async (time, lifetime) => {
        await client.room.set(room)
        const refused = await client.room.set(pasted(userSig(`${time}`, `${lifetime}`))).then(
          () => null,
          (error: { code: string }) => error.code,
        )
        expect([null, 'BAD_REQUEST']).toContain(refused)
        const shown = (await client.room.get()).tencent!.secret
        expect(shown).toMatchObject({ kind: refused === null ? 'userSig' : 'secretKey' })
        expect((await client.rooms.list({})).items.map(({ name }) => name)).toContain(room.name)
      }),
      { numRuns: 40 },
    )
  })

  it('that is valid is accepted, with its expiry', async () => {
    const { client, pasted, vendors, rose, ends } = await makeRoom()
    const { sdkAppId, identifier, secretKey } = vendors.world.tencent
    const made = { sdkAppId, identifier, secretKey, nowMs: Date.now(), lifetimeSeconds: 3_600 }
    await client.room.set(pasted(makeUserSig(made)))
    expect((await client.room.get()).tencent!.secret).toMatchObject({ kind: 'userSig', expiresAt: expect.any(String) })
    expect(await ends((await rose()).id)).toMatchObject({ state: 'delivered' })
  })
})

describe('a secret stored by an older Giftdeck', () => {
  const damaged: [string, string][] = [
    ['a sign-in of milliseconds', JSON.stringify({ kind: 'userSig', value: userSig(`${now}000`, '86400'), setAt: 1 })],
    ['a time that cannot be', JSON.stringify({ kind: 'secretKey', value: 'x'.repeat(64), setAt: 1e300 })],
    ['no JSON', '{"kind":'],
    ['another shape', '["secretKey"]'],
    ['nothing', ''],
  ]

  it.each(damaged)('as %s breaks neither the start nor the list', async (_, text) => {
    const { client, secrets, ports, room, ...made } = await makeRoom()
    const settings = ports.settings
    await client.room.set({ name: 'Sandbox', environment: 'sandbox' })
    const { host, sdkAppId, identifier } = room.tencent!
    const name = `tencent ${host} ${sdkAppId} ${identifier}`
    expect(await secrets.get(name)).toBeTypeOf('string')
    await secrets.set(name, text)
    expect((await client.rooms.list({})).items.map((each) => each.name)).toContain(room.name)
    expect(await client.rooms.get({ name: room.name })).toMatchObject({ name: room.name })
    await client.rooms.use({ name: room.name })
    expect(await client.room.get()).toMatchObject({ name: room.name })
    await made.stop()

    const again = await makeApp({ secrets, settings })
    expect(await again.client.room.get()).toMatchObject({ name: room.name })
    expect((await again.client.rooms.list({})).items.map((each) => each.name)).toContain(room.name)
  })

  it('in a locked key store breaks neither the start nor the list', async () => {
    const keyring = memorySecrets()
    let locked = false
    const secrets = {
      ...keyring,
      get: (name: string) => (locked ? Promise.reject(new Error('The keyring is locked.')) : keyring.get(name)),
    }
    const settings = memorySettings()
    const vendors = await makeVendors()
    const first = await makeApp({ secrets, settings })
    await first.client.room.set(roomAt(vendors))
    await first.stop()
    locked = true
    const { client } = await makeApp({ secrets, settings })
    expect((await client.status.get({})).connections.map(({ state }) => state)).toEqual([
      'needs-secrets',
      'needs-secrets',
    ])
    expect((await client.rooms.list({})).items.map(({ name }) => name)).toContain('Test stage')
  })
})
