import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { buildClient } from '../support/built-clients.ts'
import { startCompanionHost } from '../support/companion-host.ts'
import { startRecordingProxy } from '../support/recording-proxy.ts'
import { ownProcess, startHost } from '../support/start-host.ts'
import { startStreamDeckApp } from '../support/stream-deck-app.ts'
import { long } from '../support/tier.ts'
import { until } from '../support/until.ts'
import { partOf } from '../support/workers.ts'
import type { DeckAnswer } from '../../shared/contract/deck.ts'
import path from 'node:path'

/** How a device is connected, as it shows it. */
type DeviceState = 'ready' | 'silent' | 'unreachable' | 'withdrawn'
/** The end of the last press, as the key of the device shows it. */
type End = 'delivered' | 'failed' | 'unknown'

/** A device with one key. */
interface Device {
  shows(state: DeviceState): Promise<unknown>
  press(): Promise<unknown>
  /** Resolves once the device has said that a press sent nothing. */
  saysNothingSent(): Promise<unknown>
  end(): Promise<End>
  /** Enters another address in the settings. */
  moveTo(url: string): Promise<unknown>
}
interface Given {
  url: string
  token: string
  room: string
  key: string
}

const marks: Record<string, End> = { tick: 'delivered', cross: 'failed', question: 'unknown' }

async function streamDeck({ url, token, room, key }: Given): Promise<Device> {
  const app = await startStreamDeckApp({ url, token })
  const button = app.addKey('key', 'fire', { room, key })
  const words: Record<Exclude<DeviceState, 'ready'>, string> = {
    silent: 'No answer',
    unreachable: 'Offline',
    withdrawn: 'No access',
  }
  const isReady = () => ['ready', 'delivered'].includes(button.shown().state.split(' ')[0]!)
  const end = () => {
    const [state = '', mark = ''] = button.shown().state.split(' ')
    return marks[mark] ?? (['delivered', 'failed', 'unknown'].includes(state) ? (state as End) : null)
  }
  return {
    shows: (state) => until(() => (state === 'ready' ? isReady() : button.shown().texts.includes(words[state]))),
    press: async () => button.press(),
    saysNothingSent: () => until(() => button.alerts() === 1),
    end: () => until(end),
    moveTo: async (next) => app.inspect('key', 'fire', { ask: 'use-address', url: next }),
  }
}

async function companion({ url, token, room, key }: Given): Promise<Device> {
  const host = await startCompanionHost()
  await host.init()
  await host.configure({ address: url }, { token })
  const choice = { key: JSON.stringify([room, key]) }
  const button = await host.watch('key', choice)
  const text = () => (host.feedbackValues[button] as { text?: string } | undefined)?.text ?? ''
  const words: Record<DeviceState, string> = {
    ready: 'Connected',
    silent: 'Giftdeck does not answer.',
    unreachable: 'Giftdeck does not answer. Is it running?',
    withdrawn: 'This token was withdrawn. Empty it and pair again, or give a new one.',
  }
  const ends = { delivered: '✓', failed: '✗', unknown: '?' }
  return {
    shows: (state) =>
      until(
        () =>
          host.status()?.message === words[state] &&
          text() !== '' &&
          text().includes('OFFLINE') !== (state === 'ready'),
      ),
    press: () => host.run('fire', { ...choice, count: '' }),
    saysNothingSent: () => until(() => host.log.some((line) => line.includes('not connected, so nothing was sent'))),
    end: () => until(() => (Object.keys(ends) as End[]).find((each) => text().includes(ends[each]))),
    moveTo: (next) => host.configure({ address: next }, { token }),
  }
}
const kinds = { 'A Stream Deck': streamDeck, Companion: companion }

/** A host in a process of its own, with its sandbox room, and a token for a device. */
async function startGiftdeck() {
  const host = await startHost(ownProcess(path.dirname(partOf('headless'))))
  onTestFinished(() => host.remove())
  const { room, pages } = await host.call<DeckAnswer>('GET', '/deck')
  const pair = (name: string) =>
    host.call<{ id: string; token: string }>('POST', '/tokens', { name, scopes: ['read', 'fire'] })
  return { host, pair, room, key: pages[0]!.keys[0]!.id }
}

async function connect(kind: keyof typeof kinds) {
  const { host, pair, room, key } = await startGiftdeck()
  const { token } = await pair(kind)
  const device = await kinds[kind]({ url: host.url, token, room, key })
  await device.shows('ready')
  return {
    host,
    device,
    /** The sends of the device, without those of this test. */
    ofDevice: async () => (await host.sends()).filter((send) => send.device === kind),
    /** Resolves once the host takes a press again. It refuses presses for a moment after it stood still for long. */
    hostAccepts: () =>
      until(() =>
        host.call('POST', `/deck/keys/${key}/press`, { room }).then(
          () => true,
          () => false,
        ),
      ),
  }
}

// Windows cannot stop a process and continue it.
const canFreeze = process.platform !== 'win32'

describe.each(Object.keys(kinds) as (keyof typeof kinds)[])('%s', long, (kind) => {
  beforeAll(async () => {
    await buildClient('stream-deck')
    await buildClient('companion')
  }, 600_000)

  describe.runIf(canFreeze)('while its host stands still', () => {
    it('says so, sends nothing, and works when the host goes on', async () => {
      const { host, device, hostAccepts, ofDevice } = await connect(kind)
      host.freeze()
      await device.shows('silent')
      await device.press()
      await device.saysNothingSent()
      host.thaw()
      await device.shows('ready')
      expect(await host.sends()).toEqual([])
      await hostAccepts()
      await device.press()
      await until(async () => (await device.end()) === 'delivered')
      expect(await ofDevice()).toMatchObject([{ state: 'delivered' }])
    })

    it('shows the truth about a press that it made before it noticed, and never repeats it', async () => {
      const { host, device, hostAccepts, ofDevice } = await connect(kind)
      host.freeze()
      const pressed = device.press()
      await device.shows('silent')
      host.thaw()
      await Promise.all([pressed, device.shows('ready')])
      const end = await device.end()
      // The press is refused if the host read it too late. Nobody knows if the device had given up by then.
      const count = (await ofDevice()).length
      expect({ delivered: [1], failed: [0], unknown: [0, 1] }[end]).toContain(count)
      // A repeat would have been on its way before this press.
      await hostAccepts()
      await device.press()
      await until(async () => (await ofDevice()).filter(({ state }) => state === 'delivered').length > count)
      expect(await ofDevice()).toHaveLength(count + 1)
    })
  })

  it('shows a host that was killed, and works again at the address of the next one', async () => {
    const { host, device } = await connect(kind)
    await device.press()
    expect(await device.end()).toBe('delivered')
    const before = host.url
    await host.kill()
    await device.shows('unreachable')
    await device.press()
    await device.saysNothingSent()
    await host.start(0)
    expect(host.url).not.toBe(before)
    await device.moveTo(host.url)
    await device.shows('ready')
    expect(await host.sends()).toHaveLength(1)
    await device.press()
    await until(async () => (await host.sends()).filter(({ state }) => state === 'delivered').length === 2)
    expect(await host.sends()).toHaveLength(2)
  })
})

describe('a device whose token was withdrawn', long, () => {
  /** An attempt is several requests at once. The next attempt comes much later than this. */
  const oneAttemptMs = 5_000

  it('says so, and tries again after half a minute at the earliest', async () => {
    const { host, pair, room, key } = await startGiftdeck()
    const proxy = await startRecordingProxy(host.url)
    const devices = await Promise.all(
      (Object.keys(kinds) as (keyof typeof kinds)[]).map(async (kind) => {
        const { id, token } = await pair(kind)
        const device = await kinds[kind]({ url: proxy.url, token, room, key })
        await device.shows('ready')
        return { device, id, requests: () => proxy.requestsOf(token) }
      }),
    )
    for (const { id } of devices) await host.call('DELETE', `/tokens/${id}`)
    await Promise.all(devices.map(({ device }) => device.shows('withdrawn')))
    for (const { requests } of devices) {
      const refused = () => requests().filter(({ status }) => status === 401)
      const gaps = () => refused().map(({ at }, index) => at - (refused()[index - 1]?.at ?? at))
      // More refusals than one attempt makes show a device that tries too often.
      await until(() => gaps().some((gap) => gap > oneAttemptMs) || refused().length > 4)
      // A timer may fire a little early.
      expect(gaps().find((gap) => gap > oneAttemptMs)).toBeGreaterThan(29_900)
    }
  })
})
