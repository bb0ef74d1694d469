import { describe, expect, it } from 'vitest'
import { openActiveSends } from '../../../electron/core/ledger/active-sends.ts'
import { CannotRecord } from '../../../electron/core/errors/failures.ts'
import type { Send } from '../../../electron/core/ledger/send.ts'
import { makeFakeClock } from '../../support/fake-clock.ts'
import { until } from '../../support/until.ts'
import { aCall, fullDisk, newSend, onDisk, startRun } from './make-ledger.ts'

const sending = { state: 'sending', reason: 'sending', attempts: 1 } as const
const delivered = { state: 'delivered', reason: 'delivered-ok' } as const

describe('recording a send', () => {
  it('is not visible before it is on the disk', async () => {
    const { activeSends, dir } = await startRun()
    const send = newSend()
    const added = activeSends.add(send)
    expect(activeSends.seen(send.id)).toBeUndefined()
    await added
    expect(onDisk(dir).sends).toMatchObject([{ id: send.id, state: 'queued' }])
    expect(activeSends.seen(send.id)).toMatchObject({ state: 'queued' })
  })

  it('emits every change only after it is on the disk', async () => {
    const { activeSends, dir } = await startRun()
    const reported: { emitted: string; disk: string | undefined }[] = []
    activeSends.onChange((send) => {
      const disk = onDisk(dir).sends.find(({ id }) => id === send.id)?.state
      reported.push({ emitted: send.state, disk })
    })
    const { id } = await activeSends.add(newSend())
    await activeSends.changeTogether([{ id, patch: sending }], aCall('call-1'))
    await activeSends.change(id, delivered)
    expect(reported).toEqual(['queued', 'sending', 'delivered'].map((state) => ({ emitted: state, disk: state })))
  })

  it('shows the old state while a new one is on its way to the disk', async () => {
    const { activeSends } = await startRun()
    const { id } = await activeSends.add(newSend())
    const attempt = activeSends.changeTogether([{ id, patch: sending }], aCall('call-1'))
    expect(activeSends.pending(id)?.state).toBe('sending')
    expect(activeSends.seen(id)?.state).toBe('queued')
    await attempt
    expect(activeSends.seen(id)?.state).toBe('sending')
  })

  it('stores the exact bytes of a call with its attempt', async () => {
    const { activeSends, dir } = await startRun()
    const { id } = await activeSends.add(newSend())
    await activeSends.changeTogether([{ id, patch: sending }], aCall('call-1'))
    expect(onDisk(dir).calls).toEqual([{ id: 'call-1', api: 'send_gift', body: '{"GiftId":"rose"}' }])
  })

  it('appends every step and rewrites none', async () => {
    const { activeSends, dir } = await startRun()
    const { id } = await activeSends.add(newSend())
    await activeSends.changeTogether([{ id, patch: sending }], aCall('call-1'))
    await activeSends.change(id, delivered)
    expect(onDisk(dir).events.map((event) => event['state'])).toEqual(['queued', 'sending', 'delivered'])
  })

  it('gives every change its own number, rising over all sends', async () => {
    const { activeSends, ledger } = await startRun()
    const sends = await Promise.all(Array.from({ length: 50 }, () => activeSends.add(newSend())))
    await Promise.all(sends.map(({ id }) => activeSends.change(id, { state: 'cancelled', reason: 'discarded' })))
    const seqs = (await ledger.after(0, 1_000)).map((send) => send.seq)
    expect(seqs).toEqual(Array.from({ length: 50 }, (_, index) => 51 + index))
  })

  it('never changes a send that has ended', async () => {
    const { activeSends, dir } = await startRun()
    const { id } = await activeSends.add(newSend())
    await activeSends.changeTogether([{ id, patch: sending }], aCall('call-1'))
    await activeSends.change(id, delivered)
    await expect(activeSends.change(id, { state: 'refused', reason: 'vendor-refused' })).rejects.toThrow('is over')
    expect(onDisk(dir).sends).toMatchObject([{ id, state: 'delivered' }])
  })

  it('refuses a second outcome while the first is still on its way to the disk', async () => {
    const { activeSends, dir } = await startRun()
    const { id } = await activeSends.add(newSend())
    await activeSends.changeTogether([{ id, patch: sending }], aCall('call-1'))
    const first = activeSends.change(id, delivered)
    await expect(activeSends.change(id, { state: 'unknown', reason: 'timed-out' })).rejects.toThrow(
      'from delivered to unknown',
    )
    await first
    expect(onDisk(dir).sends).toMatchObject([{ id, state: 'delivered' }])
  })

  it('removes the outcome of an earlier attempt from the receipt', async () => {
    const { activeSends } = await startRun()
    const { id } = await activeSends.add(newSend())
    await activeSends.changeTogether([{ id, patch: sending }], aCall('call-1'))
    await activeSends.change(id, { state: 'waiting', reason: 'rate-limited', code: 60007 })
    const [again] = await activeSends.changeTogether([{ id, patch: { ...sending, code: undefined } }], aCall('call-2'))
    expect(again).not.toHaveProperty('code')
  })
})

describe('a change that is recorded', () => {
  it('is recorded whatever a listener does', async () => {
    const { activeSends, dir } = await startRun()
    const reported: string[] = []
    activeSends.onChange(() => {
      throw new Error('planted')
    })
    activeSends.onChange(({ state }) => void reported.push(state))
    const { id } = await activeSends.add(newSend())
    await activeSends.changeTogether([{ id, patch: sending }], aCall('call-1'))
    expect(activeSends.pending(id)?.state).toBe('sending')
    expect(onDisk(dir).sends).toMatchObject([{ id, state: 'sending' }])
    expect(reported).toEqual(['queued', 'sending'])
  })
})

describe('a disk that cannot take the record', () => {
  it('leaves the send unchanged, and a later attempt succeeds', async () => {
    const run = await startRun()
    const disk = fullDisk(run.ledger)
    const activeSends = await openActiveSends({ ...run, ledger: disk.ledger })
    const { id } = await activeSends.add(newSend())
    disk.fill()
    await expect(activeSends.changeTogether([{ id, patch: sending }], aCall('call-1'))).rejects.toBeInstanceOf(
      CannotRecord,
    )
    expect(activeSends.pending(id)?.state).toBe('queued')
    disk.free()
    await activeSends.changeTogether([{ id, patch: sending }], aCall('call-1'))
    expect(onDisk(run.dir).sends).toMatchObject([{ id, state: 'sending' }])
  })

  it('creates no send for a press', async () => {
    const run = await startRun()
    const disk = fullDisk(run.ledger)
    const activeSends = await openActiveSends({ ...run, ledger: disk.ledger })
    const reported: Send[] = []
    activeSends.onChange((send) => reported.push(send))
    const send = newSend()
    disk.fill()
    await expect(activeSends.add(send)).rejects.toBeInstanceOf(CannotRecord)
    expect(activeSends.pending(send.id)).toBeUndefined()
    expect(reported).toEqual([])
    expect(onDisk(run.dir).sends).toEqual([])
  })

  it('does not prevent STOP, and no cancellation is reported before it is recorded', async () => {
    const run = await startRun()
    const disk = fullDisk(run.ledger)
    const clock = makeFakeClock()
    const activeSends = await openActiveSends({ ...run, clock, ledger: disk.ledger })
    const { id } = await activeSends.add(newSend())
    disk.fill()
    await expect(activeSends.stop()).rejects.toBeInstanceOf(CannotRecord)
    expect(activeSends.isStopped(activeSends.pending(id)!)).toBe(true)
    expect(activeSends.seen(id)?.state).toBe('queued')
    // A second STOP counts the cancellations that no answer has reported yet.
    disk.free()
    await expect(activeSends.stop()).resolves.toEqual({ cancelled: 1 })
    await until(() => activeSends.pending(id) === undefined)
    expect(onDisk(run.dir).sends[0]!.state).toBe('cancelled')
  })

  it('leaves no send open whose attempt it did not store while STOP was pressed', async () => {
    const run = await startRun()
    const disk = fullDisk(run.ledger)
    const clock = makeFakeClock()
    const activeSends = await openActiveSends({ ...run, clock, ledger: disk.ledger })
    const { id } = await activeSends.add(newSend())
    disk.fill()
    const attempt = activeSends.changeTogether([{ id, patch: sending }], aCall('call-1'))
    await expect(activeSends.stop()).rejects.toBeInstanceOf(CannotRecord)
    await expect(attempt).rejects.toBeInstanceOf(CannotRecord)
    disk.free()
    await clock.advance(1_000)
    await until(() => [...activeSends.open()].length === 0)
    expect(onDisk(run.dir).sends[0]!.state).toBe('cancelled')
  })

  it('rewrites what STOP cancelled as soon as it has space again', async () => {
    const run = await startRun()
    const disk = fullDisk(run.ledger)
    const clock = makeFakeClock()
    const activeSends = await openActiveSends({ ...run, clock, ledger: disk.ledger })
    const { id } = await activeSends.add(newSend())
    const stopped = activeSends.stop()
    disk.fill()
    await expect(stopped).resolves.toEqual({ cancelled: 1 })
    expect(activeSends.seen(id)?.state).toBe('cancelled')
    await until(() => clock.timers() > 0)
    disk.free()
    await clock.advance(1_000)
    await until(() => [...activeSends.open()].length === 0)
    expect(onDisk(run.dir).sends[0]!.state).toBe('cancelled')
  })
})
