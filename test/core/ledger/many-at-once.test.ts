import { describe, expect, it, onTestFinished } from 'vitest'
import { openActiveSends } from '../../../electron/core/ledger/active-sends.ts'
import { openLedger, type Ledger } from '../../../electron/core/ledger/ledger.ts'
import { createSlices } from '../../../electron/core/platform/slices.ts'
import { systemClock } from '../../../electron/core/platform/system.ts'
import { policy } from '../../../electron/core/policy.ts'
import { keepingLog, makeFolder } from '../../support/make-app.ts'
import { countInTurns, slowClock } from '../../support/turns.ts'
import { until } from '../../support/until.ts'
import { workers } from '../../support/workers.ts'
import { newSend, onDisk, startRun } from './make-ledger.ts'

const held = { state: 'held', reason: 'held-connection-paused' } as const

/** Starts a run on a slow machine, and keeps the size of every entry. */
async function startSlowly(dir: string, largestBatchCount = policy.ledger.largestBatchCount) {
  const clock = slowClock()
  const ledgerPolicy = { ...policy.ledger, largestBatchCount }
  const ledger = await openLedger({ worker: workers.ledger, dir, clock, policy: ledgerPolicy })
  onTestFinished(() => ledger.close())
  const entries: number[] = []
  const record: Ledger['record'] = (entry) => {
    entries.push(entry.changes.length)
    return ledger.record(entry)
  }
  const activeSends = await openActiveSends({
    ledger: { ...ledger, record },
    clock,
    runId: 'slow run',
    log: keepingLog(),
    slices: createSlices({ clock, policy: policy.eventLoop }),
    policy: { ...policy, ledger: ledgerPolicy },
  })
  const press = (count: number) => Promise.all(Array.from({ length: count }, () => activeSends.add(newSend())))
  return { ledger, activeSends, entries, press }
}

describe('a hundred presses at once on a slow machine', () => {
  it('are passed on in slices, in the order of their commits', async () => {
    const { activeSends, press } = await startSlowly(makeFolder())
    const turns = countInTurns()
    const seqs: number[] = []
    activeSends.onChange(({ seq }) => {
      turns.note()
      seqs.push(seq)
    })
    const pressed = await press(100)
    await Promise.all(pressed.map(({ id }) => activeSends.change(id, held)))
    expect(seqs).toHaveLength(200)
    expect(seqs).toEqual(seqs.toSorted((a, b) => a - b))
    expect(turns.isSliced()).toBe(true)
  })

  it('are cancelled by STOP at once, and their rows are rewritten in slices', async () => {
    const dir = makeFolder()
    const { activeSends, entries, press } = await startSlowly(dir)
    const pressed = await press(100)
    const stopped = activeSends.stop()
    expect(pressed.every((send) => activeSends.isStopped(send))).toBe(true)
    await expect(stopped).resolves.toEqual({ cancelled: 100 })
    entries.length = 0
    expect(activeSends.waiting()).toBe(0)
    const [later] = await press(1)
    expect(activeSends.waiting()).toBe(1)
    await until(() => [...activeSends.open()].length === 1)
    expect(Math.max(...entries)).toBeLessThanOrEqual(8)
    const { sends } = onDisk(dir)
    expect(sends.filter(({ state }) => state === 'cancelled')).toHaveLength(100)
    expect(sends.find(({ id }) => id === later!.id)).toMatchObject({ state: 'queued' })
    await expect(activeSends.stop()).resolves.toEqual({ cancelled: 1 })
  })

  it('are counted by STOP without those that wait no more', async () => {
    const { activeSends, press } = await startSlowly(makeFolder())
    const [one, other, third] = await press(100)
    await Promise.all([one, other].map((send) => activeSends.change(send!.id, held)))
    await activeSends.change(third!.id, { state: 'expired', reason: 'expired-in-line' })
    expect(activeSends.waiting()).toBe(97)
    await activeSends.release(one!.id)
    await expect(activeSends.stop()).resolves.toEqual({ cancelled: 98 })
    await activeSends.release(other!.id)
    await expect(activeSends.stop()).resolves.toEqual({ cancelled: 1 })
  })

  it('are held by the next start in parts, and each is counted once', async () => {
    const dir = makeFolder()
    const first = await startRun({ dir })
    await Promise.all(Array.from({ length: 100 }, () => first.activeSends.add(newSend())))
    await first.end()
    const { activeSends, entries } = await startSlowly(dir, 40)
    expect(entries).toEqual([40, 40, 20])
    expect(activeSends.recovered).toEqual({ unknown: 0, held: 100 })
    expect(activeSends.held()).toBe(100)
    expect(onDisk(dir).sends.every(({ state }) => state === 'held')).toBe(true)
  })
})

describe('a transaction of the ledger', () => {
  it('takes no more changes than its bound, and divides no press', async () => {
    // Each commit has a time of its own, by which the entries that it holds are found.
    let ms = 0
    const clock = { ...systemClock, elapsed: () => ++ms }
    const ledgerPolicy = { ...policy.ledger, largestBatchCount: 4 }
    const ledger = await openLedger({ worker: workers.ledger, dir: makeFolder(), clock, policy: ledgerPolicy })
    onTestFinished(() => ledger.close())
    const press = (gifts: number) => {
      const changes = Array.from({ length: gifts }, () => {
        const seq = ledger.nextSeq()
        return { send: { ...newSend(), seq, firstSeq: seq, pressed: seq }, boot: 'run', mono: 0 }
      })
      return ledger.record({ changes }).then(() => ({ gifts, at: ledger.newestAt() }))
    }
    const recorded = await Promise.all([1, 3, 1, 2, 6, 1].map(press))
    const commits = [...Map.groupBy(recorded, ({ at }) => at).values()]
    expect(commits.map((entries) => entries.map(({ gifts }) => gifts))).toEqual([[1], [3, 1], [2], [6], [1]])

    const together = await Promise.all(ledger.together(() => [3, 1, 2].map(press)))
    expect(new Set(together.map(({ at }) => at)).size).toBe(1)
  })
})
