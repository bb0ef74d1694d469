import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { seededRandom } from '../../../electron/core/sandbox/seeded-random.ts'
import { startSandbox } from '../../../electron/core/sandbox/start-sandbox.ts'
import { startViewers } from '../../../electron/core/sandbox/viewers.ts'
import type { SimulatedTencent } from '../../../electron/core/sandbox/tencent/simulate-tencent.ts'
import { openSandbox } from './call-vendors.ts'
import { until } from '../../support/until.ts'
import { workers } from '../../support/workers.ts'

const worker = workers.sandbox

describe('a sandbox', () => {
  it('is different every time, unless a seed asks for the same one', async () => {
    const worldOf = async (seed?: number) => {
      const sandbox = await startSandbox({ worker, viewers: false, ...(seed === undefined ? {} : { seed }) })
      await sandbox.stop()
      return { ...sandbox.world, origin: '' }
    }
    expect(await worldOf()).not.toEqual(await worldOf())
    expect(await worldOf(3)).toEqual(await worldOf(3))
  })

  it('can be given its state, so that a vendor restarts with the same keys on the same port', async () => {
    const { sandbox } = await openSandbox()
    const { tencent, zego, origin } = sandbox.world
    await sandbox.stop()
    const again = await openSandbox({ seed: 8, world: { tencent, zego }, port: Number(new URL(origin).port) })
    expect(again.sandbox.world).toEqual(sandbox.world)
    expect((await again.tencent.gift())['ErrorCode']).toBe(0)
  })

  it('has an address that only this machine can reach', async () => {
    const { sandbox } = await openSandbox()
    expect(new URL(sandbox.world.origin).hostname).toBe('127.0.0.1')
  })

  it('reports why it cannot start', async () => {
    const { sandbox } = await openSandbox()
    const port = Number(new URL(sandbox.world.origin).port)
    await expect(startSandbox({ worker, port })).rejects.toThrow(/could not start.*EADDRINUSE/)
    const nowhere = new URL('./no-such-worker.ts', import.meta.url)
    await expect(startSandbox({ worker: nowhere })).rejects.toThrow('The sandbox could not start')
  })

  it('is gone once stopped, and can be stopped twice', async () => {
    const { sandbox } = await openSandbox()
    await sandbox.stop()
    await sandbox.stop()
    await expect(fetch(sandbox.world.origin)).rejects.toThrow('fetch failed')
    await expect(sandbox.recording()).rejects.toThrow('has stopped')
  })

  it('stops at once even if a call hangs', async () => {
    const { sandbox, tencent } = await openSandbox()
    await sandbox.setFaults({ hangAfter: { ms: 60_000 } })
    const hanging = tencent.gift().catch(() => 'broken')
    await until(async () => (await sandbox.recording()).tencent.gifts.length === 1)
    await sandbox.stop()
    expect(await hanging).toBe('broken')
  })
})

describe('simulated viewers', () => {
  const world = { tencent: { receiver: 'host' } } as Parameters<typeof startViewers>[1]
  const watch = (seed: number, ms: number) => {
    const sent: string[] = []
    const creditViewer: SimulatedTencent['creditViewer'] = (...gift) => sent.push(gift.join(' '))
    const viewers = startViewers({ creditViewer } as SimulatedTencent, world, seededRandom(seed))
    viewers.set(true)
    vi.advanceTimersByTime(ms)
    viewers.set(false)
    const before = sent.length
    vi.advanceTimersByTime(ms)
    expect(sent).toHaveLength(before)
    return sent
  }

  it('send small gifts to the host every few seconds, the same ones for the same seed', () => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    const sent = watch(5, 60_000)
    expect(sent.length).toBeGreaterThanOrEqual(15)
    expect(sent.every((gift) => /^viewer-\w+ host (rose|heart|coffee|rocket) [1-5]$/.test(gift))).toBe(true)
    expect(new Set(sent.map((gift) => gift.split(' ')[0])).size).toBeGreaterThan(2)
    expect(watch(5, 60_000)).toEqual(sent)
    expect(watch(6, 60_000)).not.toEqual(sent)
  })

  it('raise the counts, and are recorded apart from what came through the API', async () => {
    const { sandbox, tencent } = await openSandbox({ viewers: true })
    await tencent.gift({ GiftId: 'gem' })
    await until(async () => Number((await tencent.counts())['TotalCount']) > 1)
    await sandbox.setViewers(false)
    const [host] = (await sandbox.recording()).tencent.totals
    expect(host).toMatchObject({ receiver: 'host', api: { count: 1, coins: 500 } })
    expect(host?.viewers.count).toBeGreaterThan(0)
    expect(host?.count).toBe(1 + (host?.viewers.count ?? 0))
    expect(host?.coins).toBe(500 + (host?.viewers.coins ?? 0))
    expect((await sandbox.recording()).tencent.gifts).toHaveLength(1)
  })
})
