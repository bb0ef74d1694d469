import { describe, expect, it, onTestFinished } from 'vitest'
import type { SecretStore } from '../../../electron/core/ports.ts'
import { policy } from '../../../electron/core/policy.ts'
import { makeFakeClock } from '../../support/fake-clock.ts'
import { memorySecrets } from '../../support/make-app.ts'
import { startObs } from '../../support/obs-websocket.ts'
import { until, untilOn } from '../../support/until.ts'
import { openLink } from './open-link.ts'

describe('the connection to OBS', () => {
  it('is not opened before the host switches it on', async () => {
    const obs = await startObs()
    const { link } = await openLink()
    expect(link.read()).toEqual({ enabled: false, address: '127.0.0.1:4455', connected: false, hasPassword: false })
    expect(obs.connections()).toBe(0)
    await link.set({ enabled: true, address: obs.address })
    await until(() => link.read().connected)
    expect(link.read()).toMatchObject({ enabled: true, address: obs.address, version: '29.0.2', stream: 'stopped' })
  })

  it('signs in with the password, which is kept as a secret and never shown', async () => {
    const obs = await startObs({ password: 'correct horse' })
    const { link, settings, secrets, log } = await openLink()
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
    const { link, trouble, log } = await openLink({ clock })
    await link.set({ enabled: true, address: obs.address, password })
    await until(() => trouble() === reason)
    await clock.advance(60_000)
    expect(obs.connections()).toBe(1)
    expect(log.lines).toEqual([{ level: 'info', message: 'OBS is not connected.', fields: { why: reason } }])
    await link.set({ enabled: true, password: 'correct horse' })
    await until(() => link.read().connected)
    expect(trouble()).toBeUndefined()
  })

  it('is opened as soon as OBS runs, and again at the next start of Giftdeck', async () => {
    const before = await startObs()
    await before.die()
    const { link, trouble, openAgain, witnesses } = await openLink()
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
    const { link, trouble } = await openLink({ clock })
    await link.set({ enabled: true, address: before.address })
    await until(() => trouble() === 'not-running')
    await untilOn(clock, () => clock.timers() === 1)
    const obs = await startObs({ port: Number(before.address.split(':')[1]) })
    await untilOn(clock, () => obs.connections() === 1)
    await until(() => link.read().connected)
    expect(obs.connections()).toBe(1)
  })

  it('says that this OBS is too old, and does not try again until the host has changed something', async () => {
    const obs = await startObs({ closeWith: 4010 })
    const clock = makeFakeClock()
    const { link, trouble } = await openLink({ clock })
    await link.set({ enabled: true, address: obs.address })
    await until(() => trouble() === 'too-old')
    expect(clock.timers()).toBe(0)
    expect(obs.tries()).toBe(1)
  })

  it('stays as it is when the host saves the same settings again during a show', async () => {
    const obs = await startObs({ password: 'correct horse' })
    obs.be('started')
    const { link, witnesses } = await openLink()
    await link.set({ enabled: true, address: obs.address, password: 'correct horse' })
    await until(() => link.read().connected)
    await link.set({ enabled: true, address: obs.address, password: 'correct horse' })
    await link.set({ enabled: true })
    expect([obs.connections(), witnesses]).toEqual([1, ['started']])
    await link.set({ enabled: true, password: 'another' })
    await until(() => link.read().trouble?.reason === 'wrong-password')
    expect(witnesses).toEqual(['started', 'lost'])
  })

  it('keeps the old password where the settings cannot be written', async () => {
    const { link, settings, secrets } = await openLink()
    await link.set({ enabled: false, password: 'correct horse' })
    settings.set = () => {
      throw new Error('The disk is full.')
    }
    await expect(link.set({ enabled: true, password: 'another' })).rejects.toThrow('full')
    expect(await secrets.get('obs-password')).toBe('correct horse')
    expect(link.read()).toMatchObject({ enabled: false, hasPassword: true })
  })

  it('is opened when a locked key store can be read again', async () => {
    const obs = await startObs({ password: 'correct horse' })
    const secrets = memorySecrets()
    const appeared: (() => void)[] = []
    let isLocked = true
    const locked: SecretStore = {
      ...secrets,
      get: async (name) => (isLocked ? undefined : secrets.get(name)),
      onAppear: (listener) => void appeared.push(listener),
    }
    const { settings, openAgain } = await openLink({ secrets: locked })
    settings.set('obs', { enabled: true, address: obs.address })
    const again = await openAgain()
    onTestFinished(() => again.close())
    const closed = await openAgain()
    closed.close()
    await until(() => again.read().trouble?.reason === 'password-needed')
    await secrets.set('obs-password', 'correct horse')
    isLocked = false
    for (const tell of appeared) tell()
    await until(() => again.read().connected)
    expect(again.read()).not.toHaveProperty('trouble')
    expect(closed.read()).toMatchObject({ connected: false, hasPassword: false })
  })
})

describe('what OBS says', () => {
  it('is asked anew at every connect, and then follows its events, none twice', async () => {
    const obs = await startObs()
    obs.be('reconnecting')
    const { link, witnesses } = await openLink()
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
    const { link, witnesses } = await openLink()
    await link.set({ enabled: true, address: obs.address })
    await until(() => link.read().connected)
    expect(witnesses).toEqual(['starting'])
  })

  it('is not known while OBS is still starting, which is no word about the show', async () => {
    const obs = await startObs()
    obs.answer('GetStreamStatus', { code: 207 })
    const clock = makeFakeClock()
    const { link, witnesses, trouble } = await openLink({ clock })
    await link.set({ enabled: true, address: obs.address })
    const asked = () => obs.requests.filter(({ type }) => type === 'GetStreamStatus').length
    await untilOn(clock, () => asked() === 3)
    expect([witnesses, trouble(), link.read().connected]).toEqual([[], undefined, false])
    obs.answer('GetStreamStatus', { data: { outputActive: true, outputReconnecting: false } })
    await untilOn(clock, () => link.read().connected)
    expect([witnesses, obs.connections()]).toEqual([['started'], 1])
  })

  it('is lost once when OBS is killed, and asked again when it is back', async () => {
    const obs = await startObs()
    obs.be('started')
    const { link, witnesses, trouble } = await openLink()
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
    const { link, witnesses } = await openLink({ clock })
    await link.set({ enabled: true, address: obs.address })
    await until(() => link.read().connected)
    for (const [answered, state] of ['RECONNECTING', 'RECONNECTED', 'STARTED'].entries()) {
      await clock.advance(policy.obs.pingEveryMs)
      await until(() => obs.pings() === answered + 1)
      // The event comes after the answer to the ping, on the same connection.
      obs.stream(state)
      await until(() => witnesses.length === answered + 2)
    }
    obs.freeze()
    await untilOn(clock, () => witnesses.includes('lost'))
    expect(witnesses).toEqual(['started', 'reconnecting', 'reconnected', 'started', 'lost'])
  })

  it('no longer counts when the host switches the connection off', async () => {
    const obs = await startObs()
    const { link, witnesses } = await openLink()
    await link.set({ enabled: true, address: obs.address })
    await until(() => link.read().connected)
    await link.set({ enabled: false })
    obs.stream('STARTED')
    expect(link.read()).toMatchObject({ enabled: false, connected: false })
    expect(witnesses).toEqual(['stopped', 'off'])
  })
})
