import { describe, expect, it, onTestFinished } from 'vitest'
import { openStore } from '../../../electron/core/ledger/store.ts'
import { policy } from '../../../electron/core/policy.ts'
import { makeFakeClock } from '../../support/fake-clock.ts'
import { aCall, editDisk, newSend, onDisk, startRun } from './make-ledger.ts'

const sending = { state: 'sending', reason: 'sending', attempts: 1 } as const
const unknown = { state: 'unknown', reason: 'timed-out' } as const
const hourMs = 60 * 60 * 1_000
const ninetyDays = 90 * 24 * hourMs

/** Makes a ledger with a fake clock, and functions that add a send and bring it to a state. */
async function makeLedger() {
  const clock = makeFakeClock()
  const run = await startRun({ clock })
  const { activeSends } = run
  const press = (more: Parameters<typeof newSend>[0] = {}) =>
    activeSends.add(newSend({ createdAt: clock.now(), updatedAt: clock.now(), ...more }))
  const lost = async (more: Parameters<typeof newSend>[0] = {}) => {
    const { id } = await press(more)
    await activeSends.changeTogether([{ id, patch: sending }], aCall(`call of ${id}`))
    await activeSends.change(id, unknown)
    return id
  }
  const ended = async () => {
    const { id } = await press()
    await activeSends.change(id, { state: 'cancelled', reason: 'discarded' })
    return id
  }
  const held = async () => {
    const { id } = await press()
    await activeSends.change(id, { state: 'held', reason: 'held-connection-paused' })
    return id
  }
  const ids = () => onDisk(run.dir).sends.map((send) => send.id)
  return { ...run, clock, press, lost, ended, held, ids }
}

function rowsOf(dir: string) {
  const rows = { sends: 0, history: 0, events: 0 }
  editDisk(dir, (db) => {
    for (const table of ['sends', 'history', 'events'] as const)
      rows[table] = db.prepare(`SELECT count(*) AS count FROM ${table}`).get()!['count'] as number
  })
  return rows
}

describe('the erasing after ninety days', () => {
  it('covers sends that have ended and unknown sends, but no held send', async () => {
    const { activeSends, clock, dir, lost, ended, held, press, ids } = await makeLedger()
    await ended()
    const given = await lost({ kind: 'announcement', announcement: { text: 'Our secret word', from: 'host' } })
    const waits = await held()
    await clock.advance(ninetyDays + hourMs)
    const fresh = await press()
    await expect(activeSends.erase(ninetyDays)).resolves.toBe(2)
    expect(ids()).toEqual([waits, fresh.id])
    expect(activeSends.pending(given)).toBeUndefined()
    expect(onDisk(dir).calls).toEqual([])
    expect(onDisk(dir).events.map((event) => event['send_id'])).not.toContain(given)
  })

  it('covers nothing younger than ninety days', async () => {
    const { activeSends, clock, lost, ended, press, ids } = await makeLedger()
    const young = [await ended(), await lost()]
    await clock.advance(ninetyDays - hourMs)
    const fresh = await press()
    await expect(activeSends.erase(ninetyDays)).resolves.toBe(0)
    expect(ids()).toEqual([...young, fresh.id])
  })
})

describe('erasing everything', () => {
  const everything = ({ activeSends }: Pick<Awaited<ReturnType<typeof makeLedger>>, 'activeSends'>) =>
    activeSends.erase(0)

  it('keeps an unknown ZEGO gift that is still queried, and no older one', async () => {
    const made = await makeLedger()
    await made.lost({ vendor: 'zego', msgId: 'old' })
    await made.clock.advance(25 * hourMs)
    const asked = await made.lost({ vendor: 'zego', msgId: 'new' })
    await everything(made)
    expect(made.ids()).toEqual([asked])
    await made.activeSends.change(asked, { state: 'delivered', reason: 'delivered-ok' })
    expect(onDisk(made.dir).sends).toMatchObject([{ id: asked, state: 'delivered' }])
  })

  it('keeps an unknown Tencent gift for the minute in which it may still arrive', async () => {
    const made = await makeLedger()
    const id = await made.lost()
    await everything(made)
    expect(made.ids()).toEqual([id])
    await made.clock.advance(hourMs)
    await everything(made)
    expect(made.ids()).toEqual([])
  })

  it('lets no late outcome restore a send', async () => {
    const made = await makeLedger()
    const id = await made.lost()
    await made.clock.advance(hourMs)
    const erased = everything(made)
    await expect(made.activeSends.change(id, { ...unknown, hint: 'likely-not' })).rejects.toThrow('is over')
    await erased
    expect(made.ids()).toEqual([])
  })

  it('changes nothing if it fails, and presses continue', async () => {
    const made = await makeLedger()
    const ids = [await made.ended(), await made.lost()]
    await made.clock.advance(hourMs)
    // RAISE(FAIL) leaves the transaction open, so the ledger has to roll it back itself.
    editDisk(made.dir, (db) =>
      db.exec("CREATE TRIGGER full BEFORE DELETE ON sends BEGIN SELECT RAISE(FAIL, 'database or disk is full'); END"),
    )
    await expect(everything(made)).rejects.toThrow('disk is full')
    expect(made.ids()).toEqual(ids)
    await made.activeSends.change(ids[1]!, { ...unknown, hint: 'likely-not' })
    await expect(made.press()).resolves.toMatchObject({ state: 'queued' })
  })
})

describe('the transactions of an erase', () => {
  it('are short, and each has all rows of its sends', async () => {
    const { dir, ended, end } = await makeLedger()
    for (let made = 0; made < 4; made++) await ended()
    await end()
    const store = openStore(dir, 0, { ...policy.ledger, eraseSliceMs: 0 })
    onTestFinished(() => store.close())
    const upTo = store.firstSince(Number.MAX_SAFE_INTEGER)
    for (let left = 3, from = 0; left >= 0; left--) {
      const { erased, next } = store.eraseEnded(from, upTo)
      expect(erased).toBe(1)
      expect(rowsOf(dir)).toEqual({ sends: left, history: left, events: Math.max(1, 2 * left) })
      from = next!
    }
    expect(store.eraseEnded(upTo, upTo)).toEqual({ erased: 0, next: null })
  })

  it('leave no event of a send behind that was the last one for a while', async () => {
    const { activeSends, dir, ended, press } = await makeLedger()
    await ended()
    await activeSends.erase(0)
    expect(rowsOf(dir)).toEqual({ sends: 0, history: 0, events: 1 })
    await press()
    await activeSends.erase(0)
    expect(rowsOf(dir)).toEqual({ sends: 1, history: 1, events: 1 })
  })
})

describe('the count of held sends', () => {
  it('follows every change, and includes what a start holds', async () => {
    const { activeSends, held, press, dir, end } = await makeLedger()
    const [one, other] = [await held(), await held()]
    expect(activeSends.held()).toBe(2)
    await activeSends.release(one)
    expect(activeSends.held()).toBe(1)
    await activeSends.change(other, { state: 'cancelled', reason: 'discarded' })
    expect(activeSends.held()).toBe(0)
    await press()
    await end()
    const again = await startRun({ dir, runId: 'second run' })
    expect(again.activeSends.held()).toBe(2)
  })
})
