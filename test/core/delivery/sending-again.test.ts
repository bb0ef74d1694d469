import { describe, expect, it } from 'vitest'
import type { ActiveSends, Patch } from '../../../electron/core/ledger/active-sends.ts'
import type { Send } from '../../../electron/core/ledger/send.ts'
import { policy } from '../../../electron/core/policy.ts'
import type { Operation } from '../../../electron/core/vendors/operation.ts'
import { createDispatcher } from '../../../electron/core/delivery/dispatcher.ts'
import { createLimits } from '../../../electron/core/rate-limit/adaptive-limit.ts'
import { createSlices } from '../../../electron/core/platform/slices.ts'
import { systemRandom } from '../../../electron/core/platform/system.ts'
import type { Outcome } from '../../../electron/core/vendors/vendor.ts'
import { makeFakeClock } from '../../support/fake-clock.ts'
import { keepingLog } from '../../support/make-app.ts'

/** Makes a connection whose active sends are in memory only. Every call takes 100 ms and ends as the test decides. */
function makeConnection() {
  const clock = makeFakeClock()
  const open = new Map<string, Send>()
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
    changeTogether: (patches: { id: string; patch: Patch }[]) =>
      Promise.all(patches.map(({ id, patch }) => change(id, patch))),
  } as unknown as ActiveSends
  const calls: string[][] = []
  const vendor: { says: Outcome } = { says: { state: 'delivered' } }
  const operation: Operation = {
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
  const dispatcher = createDispatcher({
    activeSends,
    clock,
    random: systemRandom,
    log: keepingLog(),
    slices: createSlices({ clock, policy: policy.eventLoop }),
    policy: policy.sending,
    limits: createLimits({ clock, policy: policy.rateLimit, usedAtStart: () => 0 }),
    operations: [operation],
    expireAfterMs: 0,
    onJudged: () => {},
    onChange: () => {},
  })
  const send = (id: string, state: Send['state']) => {
    const made = { id, state, kind: 'gift', attempts: 0, gift: { giftId: 'rose', count: 1 } } as Send
    open.set(id, made)
    return made
  }
  return { calls, clock, dispatcher, send, vendor }
}

describe('an unknown gift that is sent again', () => {
  it('is sent once, however often the host asked for that while the gift waited', async () => {
    const { calls, clock, dispatcher, send } = makeConnection()
    dispatcher.enqueue(send('first', 'queued'))
    const lost = send('lost', 'unknown')
    dispatcher.resend(lost)
    dispatcher.resend(lost)
    await clock.advance(1_000)
    expect(calls).toEqual([['first'], ['lost']])
  })

  it('is not sent by a paused connection, nor when that resumes', async () => {
    const { calls, clock, dispatcher, send, vendor } = makeConnection()
    vendor.says = { state: 'refused', reason: 'key-mismatch', pauses: true }
    dispatcher.enqueue(send('first', 'queued'))
    await clock.advance(200)
    dispatcher.resend(send('lost', 'unknown'))
    await clock.advance(10 * 60_000)
    dispatcher.resume()
    await clock.advance(1_000)
    expect(calls).toEqual([['first']])
  })
})
