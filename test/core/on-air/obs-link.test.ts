import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openObsLink, type ObsWitness } from '../../../electron/core/on-air/obs-link.ts'
import { systemClock } from '../../../electron/core/platform/system.ts'
import { policy } from '../../../electron/core/policy.ts'
import { makeFakeClock } from '../../support/fake-clock.ts'
import { keepingLog, memorySecrets, memorySettings } from '../../support/make-app.ts'
import { startObs } from '../../support/obs-websocket.ts'
import { until, untilOn } from '../../support/until.ts'

const inWords = (witness: ObsWitness) => (witness.is === 'stream' ? witness.stream : witness.is)

/** A link on a clock that the test moves. `witnesses` is what OBS said, in order. */
async function open(given: { clock?: typeof systemClock } = {}) {
  const [settings, secrets, log] = [memorySettings(), memorySecrets(), keepingLog()]
  const witnesses: string[] = []
  const openAgain = () =>
    openObsLink({
      settings,
      secrets,
      clock: systemClock,
      log,
      policy: policy.obs,
      onWitness: (witness) => void witnesses.push(inWords(witness)),
      onChange: () => {},
      isClosedOverlay: (url) => url.endsWith('closed'),
      ...given,
    })
  const link = await openAgain()
  onTestFinished(() => link.close())
  const trouble = () => link.read().trouble?.reason
  return { link, settings, secrets, log, witnesses, trouble, openAgain }
}

describe('the connection to OBS', () => {
  it('is not opened before the host switches it on', async () => {
    const obs = await startObs()
    const { link } = await open()
    expect(link.read()).toEqual({ enabled: false, address: '127.0.0.1:4455', connected: false, hasPassword: false })
    expect(obs.connections()).toBe(0)
    await link.set({ enabled: true, address: obs.address })
    await until(() => link.read().connected)
    expect(link.read()).toMatchObject({ enabled: true, address: obs.address, version: '29.0.2', stream: 'stopped' })
  })

  it('signs in with the password, which is kept as a secret and never shown', async () => {
    const obs = await startObs({ password: 'correct horse' })
    const { link, settings, secrets, log } = await open()
    await link.set({ enabled: true, address: obs.address, password: 'correct horse' })
    await until(() => link.read().connected)
    expect(await secrets.get('obs-password')).toBe('correct horse')
    const seen = JSON.stringify([link.read(), settings.get('obs'), log.lines])
    expect(seen).not.toContain('correct horse')
    await link.set({ enabled: true, password: '' })
    expect([link.read().hasPassword, await secrets.get('obs-password')]).toEqual([false, undefined])
  })

  it.each([
    ['wrong-password', 'nonsense'],
    ['password-needed', ''],
  ])('says %s once, and does not try again until the host has changed something', async (reason, password) => {
    const obs = await startObs({ password: 'correct horse' })
    const clock = makeFakeClock()
    const { link, trouble } = await open({ clock })
    await link.set({ enabled: true, address: obs.address, password })
    await until(() => trouble() === reason)
    await clock.advance(60_000)
    expect(obs.connections()).toBe(1)
    await link.set({ enabled: true, password: 'correct horse' })
    await until(() => link.read().connected)
    expect(trouble()).toBeUndefined()
  })

  it('is opened as soon as OBS runs, and again at the next start of Giftdeck', async () => {
    const before = await startObs()
    await before.die()
    const { link, trouble, openAgain, witnesses } = await open()
    await link.set({ enabled: true, address: before.address })
    await until(() => trouble() === 'not-running')
    const obs = await startObs({ port: Number(before.address.split(':')[1]) })
    await until(() => link.read().connected)
    link.close()
    obs.be('started')
    const again = await openAgain()
    await until(() => again.read().connected)
    again.close()
    expect(witnesses).toEqual(['stopped', 'started'])
  })

  it('is looked for at most every five seconds while OBS does not run', async () => {
    const before = await startObs()
    await before.die()
    const clock = makeFakeClock()
    const { link, trouble } = await open({ clock })
    await link.set({ enabled: true, address: before.address })
    await until(() => trouble() === 'not-running')
    await untilOn(clock, () => clock.timers() === 1)
    const obs = await startObs({ port: Number(before.address.split(':')[1]) })
    await untilOn(clock, () => obs.connections() === 1)
    await until(() => link.read().connected)
    expect(obs.connections()).toBe(1)
  })

  it('says that another program answers there', async () => {
    const server = createServer((_, response) => response.end('hello'))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    const { link, trouble } = await open()
    await link.set({ enabled: true, address: `127.0.0.1:${(server.address() as AddressInfo).port}` })
    await until(() => trouble() === 'not-obs')
    expect(link.read().connected).toBe(false)
  })
})

describe('what OBS says', () => {
  it('is asked anew at every connect, and then follows its events, none twice', async () => {
    const obs = await startObs()
    obs.be('reconnecting')
    const { link, witnesses } = await open()
    await link.set({ enabled: true, address: obs.address })
    await until(() => witnesses.length === 1)
    for (const state of ['RECONNECTED', 'RECONNECTED', 'STOPPING', 'STOPPED', 'STARTING', 'STARTED']) obs.stream(state)
    await until(() => witnesses.length === 6)
    expect(witnesses).toEqual(['reconnecting', 'reconnected', 'stopping', 'stopped', 'starting', 'started'])
  })

  it('counts by its newest word: an event that comes before the answer wins', async () => {
    const obs = await startObs()
    obs.answer('GetStreamStatus', () => {
      obs.stream('STARTING')
      return { data: { outputActive: false, outputReconnecting: false } }
    })
    const { link, witnesses } = await open()
    await link.set({ enabled: true, address: obs.address })
    await until(() => link.read().connected)
    expect(witnesses).toEqual(['starting'])
  })

  it('is lost once when OBS is killed, and asked again when it is back', async () => {
    const obs = await startObs()
    obs.be('started')
    const { link, witnesses, trouble } = await open()
    await link.set({ enabled: true, address: obs.address })
    await until(() => link.read().connected)
    await obs.die()
    await until(() => !link.read().connected)
    expect(trouble()).toBeDefined()
    await startObs({ port: Number(obs.address.split(':')[1]) })
    await until(() => link.read().connected)
    expect(witnesses).toEqual(['started', 'lost', 'stopped'])
  })

  it('is lost when OBS answers nothing any more although its connection stays', async () => {
    const obs = await startObs()
    obs.be('started')
    const clock = makeFakeClock()
    const { link, witnesses } = await open({ clock })
    await link.set({ enabled: true, address: obs.address })
    await until(() => link.read().connected)
    await clock.advance(policy.obs.pingEveryMs)
    await clock.advance(policy.obs.pingEveryMs - 1)
    obs.freeze()
    await untilOn(clock, () => witnesses.includes('lost'))
    expect(witnesses).toEqual(['started', 'lost'])
  })

  it('no longer counts when the host switches the connection off', async () => {
    const obs = await startObs()
    const { link, witnesses } = await open()
    await link.set({ enabled: true, address: obs.address })
    await until(() => link.read().connected)
    await link.set({ enabled: false })
    obs.stream('STARTED')
    expect(link.read()).toMatchObject({ enabled: false, connected: false })
    expect(witnesses).toEqual(['stopped', 'off'])
  })

  it.each(['not JSON', '[]', '{"op":5}', '{"op":5,"d":{"eventType":7}}', '{"op":99,"d":{}}', '{"op":7,"d":{}}'])(
    'is read with care: %s changes nothing',
    async (text) => {
      const obs = await startObs()
      const { link, witnesses } = await open()
      await link.set({ enabled: true, address: obs.address })
      await until(() => link.read().connected)
      obs.say(text)
      obs.stream('STARTED')
      await until(() => witnesses.includes('started'))
      expect(witnesses).toEqual(['stopped', 'started'])
    },
  )

  it('cannot fill the memory', async () => {
    const obs = await startObs()
    const { link, witnesses } = await open()
    await link.set({ enabled: true, address: obs.address })
    await until(() => link.read().connected)
    obs.say('x'.repeat(policy.obs.largestMessageBytes + 1))
    await until(() => witnesses.includes('lost'))
    expect(witnesses).toEqual(['stopped', 'lost'])
  })
})

describe('an overlay in OBS', () => {
  const source = { name: 'Goal', address: 'http://127.0.0.1:4747/overlay#token=t', width: 800, height: 600 }
  async function connected() {
    const obs = await startObs()
    const { link } = await open()
    await link.set({ enabled: true, address: obs.address })
    await until(() => link.read().connected)
    return { obs, link }
  }

  it('is added to the present scene', async () => {
    const { obs, link } = await connected()
    expect(await link.addSource(source)).toMatchObject({ added: true, scene: 'Scene' })
    expect(obs.requests.at(-1)).toMatchObject({
      type: 'CreateInput',
      data: {
        sceneName: 'Scene',
        inputName: 'Goal',
        inputKind: 'browser_source',
        inputSettings: { url: source.address, width: 800, height: 600 },
      },
    })
  })

  it.each([
    [605, 'no-browser-source'],
    [601, 'name-taken'],
    [207, 'refused'],
  ])('is not added when OBS answers %d: %s', async (code, problem) => {
    const { obs, link } = await connected()
    obs.answer('CreateInput', { code, comment: 'Not now' })
    expect(await link.addSource(source)).toMatchObject({ added: false, problem })
  })

  it('is reloaded at every connect where no page shows it, and nothing else in OBS is touched', async () => {
    const obs = await startObs()
    const urls: Record<string, string> = {
      Goal: 'http://127.0.0.1/#token=closed',
      Count: '#open',
      Web: 'https://x.invalid',
    }
    obs.answer('GetInputList', { data: { inputs: Object.keys(urls).map((inputName) => ({ inputName })) } })
    obs.answer('GetInputSettings', ({ inputName }) => ({ data: { inputSettings: { url: urls[inputName as string] } } }))
    const { link } = await open()
    await link.set({ enabled: true, address: obs.address })
    const pressed = () => obs.requests.filter(({ type }) => type === 'PressInputPropertiesButton')
    await until(() => pressed().length > 0)
    expect(pressed().map(({ data }) => data)).toEqual([{ inputName: 'Goal', propertyName: 'refreshnocache' }])
  })

  it('is not added while OBS is not connected', async () => {
    const { link } = await open()
    expect(await link.addSource(source)).toMatchObject({ added: false, problem: 'not-connected' })
  })
})
