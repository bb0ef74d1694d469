import { createServer } from 'node:http'
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { policy } from '../../../electron/core/policy.ts'
import { makeFakeClock } from '../../support/fake-clock.ts'
import { startObs } from '../../support/obs-websocket.ts'
import { until, untilOn } from '../../support/until.ts'
import { openLink } from './open-link.ts'

/** Another program that listens where OBS is expected. */
async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return `127.0.0.1:${(server.address() as AddressInfo).port}`
}

describe('a program in place of OBS', () => {
  const greetsInItsOwnWay = () =>
    createTcpServer((socket) => void socket.on('error', () => {}).end('SSH-2.0-Other\r\n'))
  it.each([
    ['a web server', () => createServer((_, response) => response.end('hello'))],
    ['a program with a greeting of its own', greetsInItsOwnWay],
  ])('is reported: %s', async (_, start) => {
    const { link, trouble } = await openLink()
    await link.set({ enabled: true, address: await listen(start()) })
    await until(() => trouble() === 'not-obs')
    expect(link.read().connected).toBe(false)
  })

  it('that takes the connection and says nothing counts as no answer', async () => {
    const taken: Socket[] = []
    const clock = makeFakeClock()
    const { link, trouble } = await openLink({ clock })
    await link.set({
      enabled: true,
      address: await listen(createTcpServer((socket) => void taken.push(socket.resume()))),
    })
    await until(() => taken.length === 1)
    await clock.advance(policy.obs.answerWithinMs)
    expect(trouble()).toBe('not-running')
    await until(() => taken[0]!.destroyed)
  })

  it('that signs Giftdeck in and knows no stream is asked less and less often', async () => {
    const obs = await startObs()
    obs.answer('GetStreamStatus', { code: 204 })
    const clock = makeFakeClock()
    const { link, trouble, log } = await openLink({ clock })
    await link.set({ enabled: true, address: obs.address })
    const refused = () => obs.requests.filter(({ type }) => type === 'GetStreamStatus').length
    for (const [tries, waitMs] of policy.obs.tryAgainAfterMs.entries()) {
      await until(() => refused() === tries + 1 && clock.timers() === 1)
      expect(trouble()).toBe('not-obs')
      await clock.advance(waitMs - 1)
      expect(obs.connections()).toBe(tries + 1)
      await clock.advance(1)
    }
    expect(log.lines.filter(({ message }) => message === 'OBS is not connected.')).toHaveLength(1)
    obs.answer('GetStreamStatus', { data: { outputActive: false } })
    await untilOn(clock, () => link.read().connected)
    const before = obs.connections()
    obs.say('x'.repeat(policy.obs.largestMessageBytes + 1))
    await until(() => trouble() === 'lost')
    await clock.advance(policy.obs.tryAgainAfterMs[0]!)
    await until(() => obs.connections() === before + 1)
  })

  const stateOf = (outputState: unknown) =>
    JSON.stringify({ op: 5, d: { eventType: 'StreamStateChanged', eventData: { outputState } } })
  const hostileStates = [{ toString: 1, valueOf: 1 }, 'OBS_WEBSOCKET_OUTPUT_UNHEARD_OF', null].map(stateOf)
  const hostile = ['not JSON', '[]', '{"op":5}', '{"op":5,"d":{"eventType":7}}', '{"op":99,"d":{}}', '{"op":7,"d":{}}']
  it.each([...hostile, '{"op":0,"d":{"rpcVersion":1}}', ...hostileStates])(
    'is read with care: %s changes nothing',
    async (text) => {
      const obs = await startObs()
      const { link, witnesses } = await openLink()
      await link.set({ enabled: true, address: obs.address })
      await until(() => link.read().connected)
      obs.say(text)
      obs.stream('STARTED')
      await until(() => witnesses.includes('started'))
      await link.addSource({ name: 'Goal', address: '#', width: 100, height: 100 })
      expect([witnesses, obs.tries()]).toEqual([['stopped', 'started'], 1])
    },
  )

  it('cannot fill the memory', async () => {
    const obs = await startObs()
    const { link, witnesses } = await openLink()
    await link.set({ enabled: true, address: obs.address })
    await until(() => link.read().connected)
    obs.say('x'.repeat(policy.obs.largestMessageBytes + 1))
    await until(() => witnesses.includes('lost'))
    expect(witnesses).toEqual(['stopped', 'lost'])
  })

  it('cannot fill the memory with answers that it never reads', async () => {
    const obs = await startObs()
    const { link, witnesses } = await openLink()
    await link.set({ enabled: true, address: obs.address })
    await until(() => link.read().connected)
    // More than the buffers of the system take in.
    const pings = 150_000
    obs.pingWithoutReading(pings)
    obs.stream('STARTED')
    await until(() => witnesses.includes('started'))
    obs.readAgain()
    await until(() => obs.pongs() > 0)
    await link.addSource({ name: 'Goal', address: '#', width: 100, height: 100 })
    expect(obs.requests.at(-1)?.type).toBe('CreateInput')
    expect(obs.pongs()).toBeLessThan(pings)
  })

  it('that starts and stops without end is left alone for a while', async () => {
    const obs = await startObs()
    const clock = makeFakeClock()
    const { link, witnesses, trouble } = await openLink({ clock })
    await link.set({ enabled: true, address: obs.address })
    await until(() => link.read().connected)
    for (let time = 0; time < 10_000; time++) for (const state of ['STARTED', 'STOPPED']) obs.stream(state)
    await until(() => trouble() === 'not-obs')
    // The answer at the connect, the changes, and the loss.
    expect(witnesses).toHaveLength(policy.obs.mostStatesCount + 2)
    expect(witnesses.at(-1)).toBe('lost')
    await clock.advance(policy.obs.tryAgainAfterMs.at(-1)! - 1)
    expect(obs.connections()).toBe(1)
    await untilOn(clock, () => {
      obs.stream('STARTED')
      // The answer at the next connect; only an event that counts again says that the stream started.
      obs.be('stopped')
      return witnesses.at(-1) === 'started'
    })
  })

  it('is heard although Giftdeck fails to handle it', async () => {
    const obs = await startObs()
    const { link, witnesses, log } = await openLink({
      onWitness() {
        throw new Error('It cannot be recorded.')
      },
    })
    await link.set({ enabled: true, address: obs.address })
    await until(() => link.read().connected)
    obs.stream('STARTED')
    await until(() => link.read().stream === 'started')
    expect([witnesses, log.lines.filter(({ level }) => level === 'error').length]).toEqual([[], 2])
  })
})
