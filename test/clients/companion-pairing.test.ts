import { beforeAll, describe, expect, it } from 'vitest'
import { policy } from '../../electron/core/policy.ts'
import { startTestServer } from '../core/server/start-test-server.ts'
import { buildClient } from '../support/built-clients.ts'
import { startCompanionHost } from '../support/companion-host.ts'
import { long } from '../support/tier.ts'
import { until } from '../support/until.ts'
import { startFakeGiftdeck } from './fake-giftdeck.ts'

/** A module that was just added: it has the default address and no token. */
async function addModule() {
  const companion = await startCompanionHost()
  await companion.init()
  const says = (text: string) => until(() => companion.status()?.message?.includes(text))
  return { companion, says }
}
const again = 'Switch on "Pair with Giftdeck" and save to ask again.'

describe('the pairing of the packed module', long, () => {
  beforeAll(() => buildClient('companion'), 300_000)

  it('shows its code, stores the token as a secret when it is accepted, and connects by itself', async () => {
    const server = await startTestServer()
    const { companion, says } = await addModule()
    await companion.configure({ address: server.url, pair: true })
    const pairing = await until(async () => (await server.client.pairings.list()).items[0])
    expect(pairing).toMatchObject({ name: 'Companion', scopes: ['read', 'fire'] })
    const words = `Accept "Companion" in Giftdeck, if it shows the code ${pairing.code} too`
    await says(words)
    expect(companion.status()?.status).toBe('connecting')
    expect(companion.log).toContain(`info: ${words}`)
    await until(() => companion.variables['connection'] === words)
    // Saving something else meanwhile does not begin another pairing.
    await companion.configure({ address: server.url })
    expect(companion.status()?.message).toBe(words)

    await server.client.pairings.accept({ id: pairing.id, scopes: ['read', 'fire'] })
    await says('Connected')
    const { config, secrets } = companion.saved.at(-1)!
    expect(config).toEqual({ address: server.url, pair: false })
    expect(server.app.tokens.list().map(({ name }) => name)).toContain('Companion')
    expect(companion.log.join('\n')).not.toContain(secrets.token)
    // Companion gives back what was stored, and that is enough to connect.
    await companion.configure(config, secrets)
    await says('Connected')
  })

  it('that was refused says so, and asks for no token until its host switches it on again', async () => {
    const server = await startTestServer()
    const { companion, says } = await addModule()
    await companion.configure({ address: server.url, pair: true })
    const open = () => until(async () => (await server.client.pairings.list()).items[0])
    await server.client.pairings.refuse({ id: (await open()).id })
    await says(`This device was refused in Giftdeck. ${again}`)
    expect(companion.status()?.status).toBe('bad_config')
    expect(companion.saved.every(({ config }) => config.pair === false)).toBe(true)
    await companion.configure({ address: server.url, pair: true })
    await open()
  })

  it('ends when nobody accepts it in time', async () => {
    const server = await startTestServer({ policy: { ...policy, access: { ...policy.access, pairingMs: 200 } } })
    const { companion, says } = await addModule()
    await companion.configure({ address: server.url, pair: true })
    await says(`Nobody accepted this device in Giftdeck within a minute. ${again}`)
    expect(server.app.tokens.list()).toEqual([])
  })

  it('waits for no other device', async () => {
    const server = await startTestServer()
    const other = { name: 'Stream Deck', scopes: ['read'] }
    await server.api('POST', '/pairings', { token: null, body: other })
    const { companion, says } = await addModule()
    await companion.configure({ address: server.url, pair: true })
    await says(`Another device is being paired. Answer it in Giftdeck first. ${again}`)
    expect((await server.client.pairings.list()).items).toMatchObject([{ name: 'Stream Deck' }])
  })

  it('says that Giftdeck is not there', async () => {
    const { companion, says } = await addModule()
    await companion.configure({ address: 'http://127.0.0.1:9/', pair: true })
    await says(`Giftdeck does not answer at this address, so nothing was paired. Is it running? ${again}`)
    expect(companion.status()?.status).toBe('bad_config')
  })

  it('asks once for each time that it is switched on, also after a restart of Companion', async () => {
    const fake = await startFakeGiftdeck()
    fake.overrides.set('POST /pairings', 409)
    const requests = () => fake.requestsOf('POST /pairings').length
    const { companion, says } = await addModule()
    await companion.configure({ address: fake.url, pair: true })
    await says('Another device is being paired.')
    // A new start gets what was stored.
    const next = await startCompanionHost()
    await next.init(companion.saved.at(-1)!.config)
    await next.configure(companion.saved.at(-1)!.config)
    expect(next.status()?.message).toContain('Not paired yet.')
    await companion.configure({ address: fake.url, pair: true })
    await until(() => requests() === 2)
    await says('Another device is being paired.')
    expect(requests()).toBe(2)
  })
})
