import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { openLedger } from '../../../electron/core/ledger/ledger.ts'
import { policy } from '../../../electron/core/policy.ts'
import { systemClock } from '../../../electron/core/platform/system.ts'
import { migrations } from '../../../electron/core/ledger/schema.ts'
import { StartFailure } from '../../../electron/core/errors/failures.ts'
import { makeFolder } from '../../support/make-app.ts'
import { workers } from '../../support/workers.ts'
import { until } from '../../support/until.ts'
import { aCall, editDisk, newSend, onDisk, startRun } from './make-ledger.ts'

const sending = { state: 'sending', reason: 'sending', attempts: 1 } as const
const restart = (dir: string) => startRun({ dir, runId: 'second run' })

describe('after a restart', () => {
  it('reports calls on the wire as unknown, and holds what had not left', async () => {
    const { activeSends, dir, end } = await startRun()
    const [queued, wire, waiting] = await Promise.all(
      [newSend(), newSend(), newSend()].map((send) => activeSends.add(send)),
    )
    await activeSends.changeTogether([{ id: wire!.id, patch: sending }], aCall('call-1'))
    await activeSends.changeTogether([{ id: waiting!.id, patch: sending }], aCall('call-2'))
    await activeSends.change(waiting!.id, { state: 'waiting', reason: 'rate-limited' })
    await end()

    const again = await restart(dir)
    const now = (id: string) => again.activeSends.seen(id)
    expect(now(queued!.id)).toMatchObject({ state: 'held', reason: 'held-after-restart', boot: 'first run' })
    expect(now(waiting!.id)).toMatchObject({ state: 'held', reason: 'held-after-restart' })
    expect(now(wire!.id)).toMatchObject({ state: 'unknown', reason: 'app-stopped-while-sending' })
    const boots = onDisk(dir).events.map((event) => event['boot'])
    expect(boots.slice(0, -3)).toEqual(Array(boots.length - 3).fill('first run'))
    expect(boots.slice(-3)).toEqual(Array(3).fill('second run'))
  })

  it('does not change ended, unknown or held sends, and continues the numbers', async () => {
    const { activeSends, dir, end, ledger } = await startRun()
    const { id } = await activeSends.add(newSend())
    await activeSends.changeTogether([{ id, patch: sending }], aCall('call-1'))
    await activeSends.change(id, { state: 'unknown', reason: 'timed-out' })
    const over = await activeSends.add(newSend())
    await activeSends.change(over.id, { state: 'cancelled', reason: 'discarded' })
    const lastSeq = ledger.lastSeq()
    await end()

    const again = await restart(dir)
    expect(again.activeSends.seen(id)).toMatchObject({ state: 'unknown', reason: 'timed-out' })
    expect(again.activeSends.pending(over.id)).toBeUndefined()
    expect(await again.ledger.get(over.id)).toMatchObject({ state: 'cancelled' })
    expect(again.ledger.nextSeq()).toBe(lastSeq + 1)
  })

  it('applies STOP to rows that were not rewritten in time', async () => {
    const { activeSends, dir, end } = await startRun()
    const before = await Promise.all(Array.from({ length: 1_200 }, () => activeSends.add(newSend())))
    await activeSends.stop()
    const after = await activeSends.add(newSend())
    await end()
    // Restores the rows, as if the program had crashed right after it wrote the STOP marker.
    editDisk(dir, (db) => {
      const put = db.prepare('UPDATE sends SET state = ?, seq = ?, data = ? WHERE id = ?')
      for (const send of before) put.run('queued', send.seq, JSON.stringify(send), send.id)
    })

    const again = await restart(dir)
    const states = new Set(before.map(({ id }) => again.activeSends.seen(id)?.state ?? 'over'))
    expect(states).toEqual(new Set(['over']))
    const rows = onDisk(dir).sends.filter(({ id }) => id !== after.id)
    expect(new Set(rows.map(({ state, reason }) => `${state} ${reason}`))).toEqual(
      new Set(['cancelled cancelled-by-stop']),
    )
    expect(again.activeSends.seen(after.id)?.state).toBe('held')
  })

  it('releases a held send when the host says so, whatever STOPs came before', async () => {
    const { activeSends, dir, end } = await startRun()
    const { id } = await activeSends.add(newSend())
    await end()
    const again = await restart(dir)
    await again.activeSends.stop()
    expect(again.activeSends.seen(id)?.state).toBe('held')
    const released = await again.activeSends.release(id)
    expect(again.activeSends.isStopped(released)).toBe(false)
    await expect(again.activeSends.stop()).resolves.toEqual({ cancelled: 1 })
  })

  it('counts the calls of the last second as used', async () => {
    const { activeSends, dir, end } = await startRun()
    const { id } = await activeSends.add(newSend())
    await activeSends.changeTogether([{ id, patch: sending }], aCall('call-1'))
    await end()
    const { ledger } = await restart(dir)
    expect(ledger.opened.recentCalls).toEqual([{ connection: 'tencent stage-1', api: 'send_gift', count: 1 }])
  })
})

describe('STOP', () => {
  it('cancels at once and rewrites every row afterwards', async () => {
    const { activeSends, dir } = await startRun()
    const sends = await Promise.all(Array.from({ length: 1_100 }, () => activeSends.add(newSend())))
    await expect(activeSends.stop()).resolves.toEqual({ cancelled: 1_100 })
    expect(sends.every(({ id }) => (activeSends.seen(id)?.state ?? 'cancelled') === 'cancelled')).toBe(true)
    await until(() => onDisk(dir).sends.every(({ state }) => state === 'cancelled'))
    expect(onDisk(dir).stops).toHaveLength(1)
  })

  it('does not affect calls on the wire and held sends', async () => {
    const { activeSends } = await startRun()
    const wire = await activeSends.add(newSend())
    const held = await activeSends.add(newSend())
    await activeSends.changeTogether([{ id: wire.id, patch: sending }], aCall('call-1'))
    await activeSends.change(held.id, { state: 'held', reason: 'held-connection-paused' })
    await expect(activeSends.stop()).resolves.toEqual({ cancelled: 0 })
    expect(activeSends.seen(wire.id)?.state).toBe('sending')
    expect(activeSends.seen(held.id)?.state).toBe('held')
  })

  it('cancels what returns to the queue after it', async () => {
    const { activeSends } = await startRun()
    const { id } = await activeSends.add(newSend())
    await activeSends.changeTogether([{ id, patch: sending }], aCall('call-1'))
    await activeSends.stop()
    await activeSends.change(id, { state: 'waiting', reason: 'rate-limited' })
    expect(activeSends.seen(id)).toMatchObject({ state: 'cancelled', reason: 'cancelled-by-stop' })
  })
})

describe('one folder', () => {
  it('admits one run and refuses the next with an explanation', async () => {
    const { dir } = await startRun()
    const second = openLedger({ worker: workers.ledger, dir, clock: systemClock, policy: policy.ledger })
    const failure = await second.then(
      () => null,
      (error: unknown) => error,
    )
    expect(failure).toBeInstanceOf(StartFailure)
    expect((failure as StartFailure).message).toBe(`Giftdeck is already running with the folder ${dir}.`)
    expect((failure as StartFailure).advice).toContain('Close the other one')
  })

  it('admits the next run as soon as the first has ended, even if it started a moment early', async () => {
    const { dir, end } = await startRun()
    const next = restart(dir)
    await end()
    await expect(next).resolves.toMatchObject({ runId: 'second run' })
  })

  it('is named with what to do if it cannot be used', async () => {
    const file = path.join(makeFolder(), 'not-a-folder')
    writeFileSync(file, '')
    const { ledger: worker } = workers
    const failure = await openLedger({ worker, dir: file, clock: systemClock, policy: policy.ledger }).catch(
      (error: unknown) => error,
    )
    expect(failure).toBeInstanceOf(StartFailure)
    expect((failure as StartFailure).message).toContain(file)
    expect((failure as StartFailure).advice).not.toBe('')
  })
})

describe('the ledger file', () => {
  const broken = (dir: string) => readdirSync(dir).filter((name) => name.startsWith('ledger.db.broken-'))

  it('is renamed unchanged when it is no ledger, and a new one is created', async () => {
    const dir = makeFolder()
    const bytes = Buffer.from('This was a ledger once. '.repeat(400))
    writeFileSync(path.join(dir, 'ledger.db'), bytes)
    const { activeSends, ledger } = await startRun({ dir })
    const [asideFile] = broken(dir)
    expect(readFileSync(path.join(dir, asideFile!))).toEqual(bytes)
    expect(ledger.opened.notices).toHaveLength(1)
    expect(ledger.opened.notices[0]!.message).toContain(`set aside as ${asideFile} and a new one begun`)
    await expect(activeSends.add(newSend())).resolves.toMatchObject({ state: 'queued' })
  })

  it('is renamed unchanged when pages in its middle are damaged', async () => {
    const { dir, activeSends, end } = await startRun()
    await Promise.all(Array.from({ length: 400 }, () => activeSends.add(newSend())))
    await end()
    const file = path.join(dir, 'ledger.db')
    const bytes = readFileSync(file)
    bytes.fill(0x5a, 4_096, bytes.length - 4_096)
    writeFileSync(file, bytes)
    const again = await restart(dir)
    expect(readFileSync(path.join(dir, broken(dir)[0]!))).toEqual(bytes)
    expect(again.ledger.opened.notices).toHaveLength(1)
    expect([...again.activeSends.open()]).toEqual([])
  })

  it('is migrated to the present version if it is empty', async () => {
    const dir = makeFolder()
    writeFileSync(path.join(dir, 'ledger.db'), '')
    const { ledger } = await startRun({ dir })
    expect(ledger.opened.notices).toEqual([])
    const db = new DatabaseSync(path.join(dir, 'ledger.db'), { readOnly: true })
    expect(db.prepare('PRAGMA user_version').get()).toEqual({ user_version: migrations.length })
    expect(db.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' })
    db.close()
  })

  it('of a newer Giftdeck is neither used nor changed', async () => {
    const { dir, activeSends, end } = await startRun()
    await activeSends.add(newSend())
    await end()
    editDisk(dir, (db) => db.exec(`PRAGMA user_version = ${migrations.length + 1}`))
    const failure = await restart(dir).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(StartFailure)
    expect((failure as StartFailure).message).toContain('written by a newer Giftdeck')
    expect(broken(dir)).toEqual([])
    expect(onDisk(dir).sends).toHaveLength(1)
    // The folder's lock is free again for the right version.
    editDisk(dir, (db) => db.exec(`PRAGMA user_version = ${migrations.length}`))
    await expect(restart(dir)).resolves.toBeDefined()
  })
})
