import { describe, expect, it } from 'vitest'
import type { ActiveSends, Patch } from '../../../electron/core/ledger/active-sends.ts'
import { CannotRecord } from '../../../electron/core/errors/failures.ts'
import type { Send } from '../../../electron/core/ledger/send.ts'
import { policy } from '../../../electron/core/policy.ts'
import { createReconciler, type ReconcilerDeps } from '../../../electron/core/delivery/reconciler.ts'
import type { Outcome } from '../../../electron/core/vendors/vendor.ts'
import { makeFakeClock } from '../../support/fake-clock.ts'
import { keepingLog } from '../../support/make-app.ts'

const delivered: Outcome = { state: 'delivered' }

/** Makes a reconciler over active sends in memory only, and a vendor that recorded every gift. */
function makeSettling(deps: Partial<Pick<ReconcilerDeps, 'query'>> = {}) {
  const clock = makeFakeClock()
  const log = keepingLog()
  const open = new Map<string, Send>()
  const disk = { refuses: 0 }
  const activeSends = {
    pending: (id: string) => open.get(id),
    isStopped: () => false,
    async change(id: string, patch: Patch) {
      if (disk.refuses-- > 0) throw new CannotRecord('The disk is full.')
      const send = { ...open.get(id)!, ...patch } as Send
      if (patch.state === 'delivered') open.delete(id)
      return send
    },
  } as unknown as ActiveSends
  const asked: number[] = []
  const reconciler = createReconciler({
    activeSends,
    clock,
    log,
    policy: policy.reconciling,
    batch: 50,
    runId: 'this one',
    resend: () => {},
    query: async (sends) => {
      asked.push(clock.monotonic())
      return deps.query?.(sends) ?? { ok: true, value: new Map(sends.map((send) => [send.msgId!, delivered])) }
    },
  })
  const unknown = (id: string) => {
    const send = { id, msgId: `msg-${id}`, state: 'unknown', seq: 1, boot: 'this one', createdAt: clock.now() } as Send
    open.set(id, send)
    reconciler.watch(send)
    return send
  }
  return { clock, log, open, disk, asked, reconciler, unknown }
}

describe('reconciling', () => {
  it('resolves 130,000 lost answers with one timer and queries of 50 gifts', async () => {
    const { clock, open, unknown, asked } = makeSettling()
    for (let i = 0; i < 130_000; i++) unknown(String(i))
    expect(clock.timers()).toBe(1)
    await clock.advance(600)
    expect(open.size).toBe(0)
    expect(asked).toHaveLength(130_000 / 50)
    expect(clock.timers()).toBe(0)
  })

  it('queries each gift half a second after its answer was lost, however many precede it', async () => {
    const { clock, unknown, asked } = makeSettling()
    const begun = clock.monotonic()
    for (const id of ['a', 'b', 'c']) {
      unknown(id)
      await clock.advance(200)
    }
    await clock.advance(1_000)
    expect(asked.map((at) => at - begun)).toEqual([500, 700, 900])
  })

  it('continues with the other gifts after a query that threw, and repeats that query later', async () => {
    let faults = 1
    const made = makeSettling({
      query: async (sends) => {
        if (faults-- > 0) throw new Error('a fault of ours')
        return { ok: true, value: new Map(sends.map((send) => [send.msgId!, delivered])) }
      },
    })
    for (let i = 0; i < 120; i++) made.unknown(String(i))
    await made.clock.advance(600)
    expect(made.open.size).toBe(50)
    expect(made.log.lines.map(({ level }) => level)).toEqual(['error'])
    await made.clock.advance(5_000)
    expect(made.open.size).toBe(0)
    made.unknown('later')
    await made.clock.advance(600)
    expect(made.open.size).toBe(0)
  })

  it('queries again if the outcome could not be recorded', async () => {
    const { clock, open, disk, reconciler, unknown } = makeSettling()
    const send = unknown('a')
    disk.refuses = 1
    await reconciler.check(send)
    expect(open.size).toBe(1)
    await clock.advance(1_000)
    expect(open.size).toBe(0)
  })

  it('makes no query once its room is closed', async () => {
    const { clock, asked, reconciler, unknown } = makeSettling()
    unknown('a')
    reconciler.close()
    unknown('b')
    await clock.advance(60_000)
    expect(asked).toEqual([])
    expect(clock.timers()).toBe(0)
  })
})
