import { describe, expect, it } from 'vitest'
import { makeFakeClock } from '../../support/fake-clock.ts'
import { aCall, editDisk, newSend, onDisk, startRun } from './make-ledger.ts'

const sending = { state: 'sending', reason: 'sending', attempts: 1 } as const
const unknown = { state: 'unknown', reason: 'timed-out' } as const
const hourMs = 60 * 60 * 1_000
const ninetyDays = 90 * 24 * hourMs

/** A ledger with its own clock, and the ways in which a send ends. */
async function makeDesk() {
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
  const over = async () => {
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
  return { ...run, clock, press, lost, over, held, ids }
}

describe('the erasing after ninety days', () => {
  it('covers what had ended by then, and old unknown sends; a held send waits for the host', async () => {
    const { activeSends, clock, dir, lost, over, held, press, ids } = await makeDesk()
    await over()
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

  it('covers nothing younger', async () => {
    const { activeSends, clock, lost, over, press, ids } = await makeDesk()
    const young = [await over(), await lost()]
    await clock.advance(ninetyDays - hourMs)
    const fresh = await press()
    await expect(activeSends.erase(ninetyDays)).resolves.toBe(0)
    expect(ids()).toEqual([...young, fresh.id])
  })
})

describe('erasing everything', () => {
  const everything = ({ activeSends }: Pick<Awaited<ReturnType<typeof makeDesk>>, 'activeSends'>) =>
    activeSends.erase(0)

  it('keeps an unknown ZEGO gift that is still queried, and no older one', async () => {
    const desk = await makeDesk()
    await desk.lost({ vendor: 'zego', msgId: 'old' })
    await desk.clock.advance(25 * hourMs)
    const asked = await desk.lost({ vendor: 'zego', msgId: 'new' })
    await everything(desk)
    expect(desk.ids()).toEqual([asked])
    await desk.activeSends.change(asked, { state: 'delivered', reason: 'delivered-ok' })
    expect(onDisk(desk.dir).sends).toMatchObject([{ id: asked, state: 'delivered' }])
  })

  it('keeps an unknown Tencent gift for the minute in which it may still arrive', async () => {
    const desk = await makeDesk()
    const id = await desk.lost()
    await everything(desk)
    expect(desk.ids()).toEqual([id])
    await desk.clock.advance(hourMs)
    await everything(desk)
    expect(desk.ids()).toEqual([])
  })

  it('lets no late outcome restore a send', async () => {
    const desk = await makeDesk()
    const id = await desk.lost()
    await desk.clock.advance(hourMs)
    const erased = everything(desk)
    await expect(desk.activeSends.change(id, { ...unknown, hint: 'likely-not' })).rejects.toThrow('is over')
    await erased
    expect(desk.ids()).toEqual([])
  })

  it('changes nothing if it fails, and presses continue', async () => {
    const desk = await makeDesk()
    const ids = [await desk.over(), await desk.lost()]
    await desk.clock.advance(hourMs)
    // A failed statement alone does not end its transaction.
    editDisk(desk.dir, (db) =>
      db.exec("CREATE TRIGGER full BEFORE DELETE ON sends BEGIN SELECT RAISE(FAIL, 'database or disk is full'); END"),
    )
    await expect(everything(desk)).rejects.toThrow('disk is full')
    expect(desk.ids()).toEqual(ids)
    await desk.activeSends.change(ids[1]!, { ...unknown, hint: 'likely-not' })
    await expect(desk.press()).resolves.toMatchObject({ state: 'queued' })
  })
})

describe('the count of held sends', () => {
  it('follows every change, also at a start', async () => {
    const { activeSends, held, press, dir, end } = await makeDesk()
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
