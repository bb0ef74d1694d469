import { describe, expect, it } from 'vitest'
import type { ActiveSends, Patch } from '../../../electron/core/ledger/active-sends.ts'
import type { Send } from '../../../electron/core/ledger/send.ts'
import { policy } from '../../../electron/core/policy.ts'
import type { Random } from '../../../electron/core/ports.ts'
import { guardClock } from '../../../electron/core/platform/run-safely.ts'
import type { Operation } from '../../../electron/core/vendors/operation.ts'
import { createDispatcher, type DispatcherDeps } from '../../../electron/core/delivery/dispatcher.ts'
import { createLimits } from '../../../electron/core/rate-limit/adaptive-limit.ts'
import { createSlices } from '../../../electron/core/platform/slices.ts'
import { systemRandom } from '../../../electron/core/platform/system.ts'
import { Unsendable, type Outcome } from '../../../electron/core/vendors/vendor.ts'
import { makeFakeClock } from '../../support/fake-clock.ts'
import { keepingLog } from '../../support/make-app.ts'

const throws: (...given: unknown[]) => never = () => {
  throw new Error('planted')
}
const rejects = () => Promise.reject(new Error('planted'))
const neverEnds = () => new Promise<never>(() => {})

interface Plan {
  operation?: Partial<Operation>
  dispatcher?: Partial<DispatcherDeps>
  random?: Partial<Random>
  changeTogether?: () => unknown
}

/** Makes a connection whose active sends are in memory only. The planted faults stop once `mended` is set. */
function makeConnection(plan: Plan = {}) {
  const time = makeFakeClock()
  const log = keepingLog()
  const clock = guardClock(time, log)
  const open = new Map<string, Send>()
  let mended = false
  const change = async (id: string, patch: Patch) => {
    const send = { ...open.get(id)!, ...patch } as Send
    open.set(id, send)
    return send
  }
  const activeSends = {
    pending: (id: string) => open.get(id),
    seen: (id: string) => open.get(id),
    isStopped: () => false,
    change,
    changeTogether: async (patches: { id: string; patch: Patch }[]) => {
      if (plan.changeTogether && !mended) await plan.changeTogether()
      return Promise.all(patches.map(({ id, patch }) => change(id, patch)))
    },
  } as unknown as ActiveSends
  const calls: string[][] = []
  const vendor: { says: Outcome } = { says: { state: 'delivered' } }
  const workingOperation: Operation = {
    carries: 'gift',
    api: 'SendDanmakuGifts',
    batch: 50,
    limits: [{ key: 'gifts', perSecond: 20, smooth: true }],
    call: () => ({ vendor: 'zego', api: 'SendDanmakuGifts', body: '{}' }),
    async transmit(_call, sends) {
      calls.push(sends.map(({ id }) => id))
      await new Promise<void>((resolve) => clock.setTimeout(resolve, 100))
      return new Map(sends.map(({ id }) => [id, vendor.says]))
    },
  }
  /** Replaces functions of `whole` with faulty ones until `mended` is set. */
  const planted = <T extends object>(whole: T, faults: Partial<T> = {}): T => ({
    ...whole,
    ...Object.fromEntries(
      Object.entries(faults).map(([name, fault]) => [
        name,
        typeof fault === 'function'
          ? (...given: unknown[]) =>
              ((mended ? whole[name as keyof T] : fault) as typeof throws | undefined)?.(...given)
          : fault,
      ]),
    ),
  })
  const dispatcher = createDispatcher({
    ...planted<DispatcherDeps>(
      {
        activeSends,
        clock,
        log,
        slices: createSlices({ clock, policy: policy.eventLoop }),
        policy: policy.sending,
        random: planted(systemRandom, plan.random),
        limits: createLimits({ clock, policy: policy.rateLimit, usedAtStart: () => 0 }),
        operations: [planted(workingOperation, plan.operation)],
        expireAfterMs: 0,
        onJudged: () => {},
        onChange: () => {},
        onLeaving: () => {},
      },
      plan.dispatcher,
    ),
  })
  const press = (id: string, more: Partial<Send> = {}) => {
    const made = { id, state: 'queued', kind: 'gift', attempts: 0, gift: { giftId: 'rose', count: 1 }, ...more } as Send
    open.set(id, made)
    dispatcher.enqueue(made)
  }
  return {
    calls,
    time,
    log,
    vendor,
    press,
    dispatcher,
    put: (send: Send) => void open.set(send.id, send),
    mend: () => void (mended = true),
    receipt: (id: string) => {
      const { state, reason, attempts } = open.get(id)!
      return { state, reason, attempts }
    },
  }
}

const delivered = { state: 'delivered', reason: 'delivered-ok', attempts: 1 }

/** Checks that the queue continues: a press after the fault is delivered. */
async function expectQueueContinues({ mend, press, time, receipt }: ReturnType<typeof makeConnection>) {
  mend()
  press('next')
  await time.advance(5_000)
  expect(receipt('next')).toEqual(delivered)
}

describe('a call that cannot be built', () => {
  it('is refused with a message, nothing is sent, and the queue continues', async () => {
    const made = makeConnection({ operation: { call: throws } })
    made.press('bad')
    await made.time.advance(1_000)
    expect(made.receipt('bad')).toEqual({ state: 'refused', reason: 'call-not-built', attempts: 0 })
    expect(made.calls).toEqual([])
    await expectQueueContinues(made)
  })

  it('has an advice if the cause is known', async () => {
    const stamp = () => {
      throw new Unsendable('clock-unusable')
    }
    const made = makeConnection({ operation: { stamp } })
    made.press('bad')
    await made.time.advance(1_000)
    expect(made.receipt('bad')).toEqual({ state: 'refused', reason: 'clock-unusable', attempts: 0 })
    await expectQueueContinues(made)
  })

  it('does not affect the gifts that it should be merged with', async () => {
    const call: Operation['call'] = (sends) => {
      if (sends.some(({ id }) => id === 'bad')) throw new Error('planted')
      return { vendor: 'zego', api: 'SendDanmakuGifts', body: '{}' }
    }
    const made = makeConnection({ operation: { call } })
    for (const id of ['first', 'one', 'bad', 'two', 'three']) made.press(id)
    await made.time.advance(2_000)
    expect(made.receipt('bad')).toEqual({ state: 'refused', reason: 'call-not-built', attempts: 0 })
    for (const id of ['first', 'one', 'two', 'three']) expect(made.receipt(id)).toEqual(delivered)
    expect(made.calls.flat().toSorted((a, b) => a.localeCompare(b))).toEqual(['first', 'one', 'three', 'two'])
  })

  it('is split into one call for each gift if only the merged call fails', async () => {
    const call: Operation['call'] = (sends) => {
      if (sends.length > 1) throw new Error('planted')
      return { vendor: 'zego', api: 'SendDanmakuGifts', body: '{}' }
    }
    const made = makeConnection({ operation: { call } })
    const ids = ['first', 'one', 'two', 'three']
    for (const id of ids) made.press(id)
    await made.time.advance(3_000)
    for (const id of ids) expect(made.receipt(id)).toEqual(delivered)
    expect(made.calls.every((batch) => batch.length === 1)).toBe(true)
    expect(made.calls).toHaveLength(4)
  })

  it('leaves a gift unknown if an earlier attempt may have left', async () => {
    const made = makeConnection({ operation: { call: throws } })
    const lost = { id: 'lost', state: 'unknown', reason: 'timed-out', kind: 'gift', attempts: 1 } as Send
    made.put(lost)
    made.dispatcher.resend(lost)
    await made.time.advance(1_000)
    expect(made.receipt('lost')).toEqual({ state: 'unknown', reason: 'timed-out', attempts: 1 })
    await expectQueueContinues(made)
  })
})

describe('a call that fails while it is sent', () => {
  it.each([
    ['throws', throws],
    ['rejects', rejects],
    ['never ends', neverEnds],
    ['answers nothing that can be read', () => Promise.resolve(null as never)],
  ])('and %s is unknown, since it may have left', async (_, transmit) => {
    const made = makeConnection({ operation: { transmit } })
    made.press('lost')
    await made.time.advance(150_000)
    expect(made.receipt('lost')).toEqual({ state: 'unknown', reason: 'sending-failed', attempts: 1 })
    await expectQueueContinues(made)
  })

  it('gives its slot of the limit back', async () => {
    const made = makeConnection({ operation: { transmit: rejects, batch: 1 } })
    for (let nth = 0; nth < 100; nth++) made.press(`lost-${nth}`)
    await made.time.advance(30_000)
    expect(made.receipt('lost-99')).toMatchObject({ state: 'unknown' })
    await expectQueueContinues(made)
  })
})

describe('the preparation of a gift', () => {
  it.each([
    ['throws', throws],
    ['rejects', rejects],
    ['never ends', neverEnds],
  ])('does not stop the gift if it %s', async (_, prepare) => {
    const made = makeConnection({ operation: { prepare } })
    made.press('gift')
    await made.time.advance(60_000)
    expect(made.receipt('gift')).toEqual(delivered)
  })
})

describe('a listener to sends', () => {
  it.each(['onLeaving', 'onJudged', 'onChange'] as const)('that fails in %s changes no receipt', async (listener) => {
    const made = makeConnection({ dispatcher: { [listener]: throws } })
    made.press('gift')
    await made.time.advance(1_000)
    expect(made.receipt('gift')).toEqual(delivered)
    expect(made.log.lines.map(({ level }) => level)).toContain('error')
    await expectQueueContinues(made)
  })
})

describe('an attempt that cannot be recorded for an unforeseen reason', () => {
  it.each([
    ['throws', throws],
    ['rejects', rejects],
  ])('sends nothing while the ledger %s, and is tried again', async (_, changeTogether) => {
    const made = makeConnection({ changeTogether })
    made.press('gift')
    await made.time.advance(3_500)
    expect(made.receipt('gift')).toMatchObject({ state: 'queued', attempts: 0 })
    expect(made.calls).toEqual([])
    made.mend()
    await made.time.advance(2_000)
    expect(made.receipt('gift')).toEqual(delivered)
    expect(made.calls).toEqual([['gift']])
  })
})

describe('a gift that was rejected and cannot be postponed', () => {
  it('is refused with the reason of the vendor', async () => {
    const made = makeConnection({ random: { fraction: throws } })
    made.vendor.says = { state: 'waiting', reason: 'rate-limited' }
    made.press('gift')
    await made.time.advance(1_000)
    expect(made.receipt('gift')).toEqual({ state: 'refused', reason: 'rate-limited', attempts: 1 })
    made.vendor.says = { state: 'delivered' }
    await expectQueueContinues(made)
  })
})
