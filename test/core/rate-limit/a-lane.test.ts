import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { createLane, type RunCall } from '../../../electron/core/rate-limit/lane.ts'
import { createSlidingWindow } from '../../../electron/core/rate-limit/sliding-window.ts'
import { makeFakeClock } from '../../support/fake-clock.ts'
import { until } from '../../support/until.ts'
import { makeLane } from './make-lane.ts'

describe('an idle lane', () => {
  it('sends a press at once, without any timer', () => {
    const { calls, clock, press } = makeLane({ perSecond: 20 })
    press('a')
    expect(calls).toEqual([{ at: 0, items: ['a'] }])
    expect(clock.timers()).toBe(1)
  })

  it('sends a press at once again after an idle time', async () => {
    const { calls, clock, press } = makeLane({ perSecond: 20, batch: 50, smooth: true })
    press('a')
    await clock.advance(5_000)
    press('b')
    expect(calls.map((call) => call.items)).toEqual([['a'], ['b']])
    expect(calls[1]!.at).toBe(5_000)
  })
})

describe('a busy lane', () => {
  it('has one timer, however many sends wait', async () => {
    const { clock, press, lane } = makeLane({ perSecond: 1, tripMs: 0 })
    for (let i = 0; i < 500; i++) press(String(i))
    await clock.advance(1)
    expect(lane.queued()).toBe(499)
    expect(clock.timers()).toBe(1)
  })

  it('reports how long its queue takes', async () => {
    const { lane, press } = makeLane({ perSecond: 10, batch: 5 })
    for (let i = 0; i < 105; i++) press(String(i))
    expect(lane.drainMs()).toBe((lane.queued() / 5 / 10) * 1_000)
  })

  it('sends a press of a second key long before the first one’s backlog is empty', async () => {
    const { clock, calls, press } = makeLane({ perSecond: 20 })
    for (let i = 0; i < 400; i++) press(`rose ${i}`)
    press('gem', 'gem')
    await clock.advance(1_000)
    expect(calls.map(({ items }) => items[0])).toContain('gem')
  })

  it('drops a long queue in slices, and sends what may leave behind it', async () => {
    const dropped: number[] = []
    let isNewTurn = true
    const drop = () => {
      if (isNewTurn) {
        dropped.push(0)
        setImmediate(() => (isNewTurn = true))
      }
      isNewTurn = false
      dropped[dropped.length - 1]! += 1
      return false
    }
    const { clock, calls, lane, press } = makeLane({
      perSecond: 1,
      mayLeave: (item) => !item.startsWith('old') || drop(),
      isSliceOver: () => dropped.at(-1) === 10,
    })
    press('first')
    for (let at = 0; at < 35; at++) press(`old ${at}`, at % 2 ? 'rose' : 'gem')
    press('last')
    await clock.advance(1_500)
    expect(dropped).toEqual([10, 10, 10, 5])
    expect(lane.queued()).toBe(0)
    expect(calls.flatMap(({ items }) => items)).toEqual(['first', 'last'])
  })

  it('is empty after a clear and sends nothing more', async () => {
    const { clock, calls, lane, press } = makeLane({ perSecond: 1 })
    for (const item of ['a', 'b', 'c']) press(item)
    expect([...lane.clear()]).toEqual(['b', 'c'])
    expect(lane.queued()).toBe(0)
    await clock.advance(10_000)
    expect(calls.flatMap(({ items }) => items)).toEqual(['a'])
  })

  it('respects two limits at once', async () => {
    const clock = makeFakeClock()
    const api = createSlidingWindow({ perSecond: 100, smooth: false })
    const room = createSlidingWindow({ perSecond: 4, smooth: false })
    const at: number[] = []
    const lane = createLane<number>({
      slidingWindow: [room, api],
      batch: 1,
      clock,
      run: async (_items, onSent) => {
        onSent()
        at.push(clock.monotonic())
        await Promise.resolve()
      },
    })
    for (let i = 0; i < 12; i++) lane.push(i, { key: 'announcement', priority: 0 })
    await clock.advance(990)
    expect(at).toHaveLength(4)
    await clock.advance(2_100)
    expect(at).toHaveLength(12)
  })
})

describe('merged presses', () => {
  it('are sent in one call, never more than the room allows', async () => {
    const { clock, calls, press } = makeLane({ perSecond: 20, batch: 50, smooth: true })
    for (let i = 0; i < 1_200; i++) press(String(i))
    await clock.advance(3_000)
    const items = calls.flatMap((call) => call.items)
    expect(new Set(items).size).toBe(1_200)
    expect(items).toHaveLength(1_200)
    expect(Math.max(...calls.map((call) => call.items.length))).toBe(50)
    expect(calls.length).toBeLessThanOrEqual(30)
  })

  it.each([100, 500, 900])('leave about every 50 ms at 20 calls and %i presses a second', async (pressesPerSecond) => {
    const { clock, calls, press } = makeLane({ perSecond: 20, batch: 50, smooth: true, tripMs: 12 })
    const waits: number[] = []
    const pressed = new Map<string, number>()
    for (let i = 0; i < pressesPerSecond * 4; i++) {
      pressed.set(String(i), (i * 1_000) / pressesPerSecond)
      press(String(i))
      await clock.advance(1_000 / pressesPerSecond)
    }
    await clock.advance(1_000)
    for (const { at, items } of calls) for (const item of items) waits.push(at - pressed.get(item)!)
    expect(waits).toHaveLength(pressesPerSecond * 4)
    const sorted = waits.toSorted((a, b) => a - b)
    expect(sorted[Math.floor(sorted.length * 0.5)]).toBeLessThanOrEqual(27)
    expect(sorted[Math.floor(sorted.length * 0.99)]).toBeLessThanOrEqual(53)
    // While no round trip is known yet, slots open a round trip late; even then no call is skipped.
    expect(sorted.at(-1)).toBeLessThan(2 * 50)
    const gaps = calls.slice(1).map(({ at }, index) => at - calls[index]!.at)
    expect(Math.max(...gaps.slice(0, -1))).toBeLessThan(2 * 50)
  })
})

describe('a paused lane', () => {
  it('sends nothing until it is resumed, then everything', async () => {
    const { clock, calls, lane, press } = makeLane({ perSecond: 20 })
    lane.pause()
    press('a')
    press('b')
    await clock.advance(60_000)
    expect(calls).toEqual([])
    expect(lane.queued()).toBe(2)
    lane.resume()
    await clock.advance(1_000)
    expect(calls.flatMap(({ items }) => items)).toEqual(['a', 'b'])
  })

  it('sends nothing more when its first call pauses it', async () => {
    const seen: string[] = []
    const made = makeLane({
      perSecond: 20,
      run: async (items, onSent) => {
        seen.push(...items)
        made.lane.pause()
        onSent()
        await Promise.resolve()
      },
    })
    made.lane.pause()
    for (const item of ['a', 'b', 'c']) made.press(item)
    made.lane.resume()
    await made.clock.advance(5_000)
    expect(seen).toEqual(['a'])
  })
})

describe('a queue of expired sends', () => {
  it.each([
    { batch: 1, smooth: false, perSecond: 200, late: 2_000 },
    { batch: 50, smooth: true, perSecond: 20, late: 5_000 },
  ])('delays a new press no longer than an empty queue ($late expired sends, $batch a call)', async (of) => {
    const expired = new Set<string>()
    const { clock, calls, lane, press, slidingWindow } = makeLane({ ...of, mayLeave: (item) => !expired.has(item) })
    press('first')
    lane.pause()
    for (let i = 0; i < of.late; i++) press(`late ${i}`)
    await clock.advance(10_000)
    for (let i = 0; i < of.late; i++) expired.add(`late ${i}`)
    for (let i = 0; i < of.batch; i++) press(`fresh ${i}`)
    const pressed = clock.monotonic()
    lane.resume()
    await clock.advance(1)
    expect(calls.slice(1).map(({ items }) => items)).toEqual([Array.from({ length: of.batch }, (_, i) => `fresh ${i}`)])
    expect(lane.queued()).toBe(0)
    expect(slidingWindow.used(pressed)).toBe(1)
  })

  it('leaves the places of a merged call to sends that have not expired', async () => {
    const { clock, calls, lane, press } = makeLane({
      perSecond: 20,
      batch: 4,
      smooth: true,
      mayLeave: (item) => !item.startsWith('late'),
    })
    lane.pause()
    for (let i = 0; i < 4; i++) for (const item of [`late ${i}`, `fresh ${i}`]) press(item)
    lane.resume()
    await clock.advance(1)
    expect(calls.map(({ items }) => items)).toEqual([['fresh 0', 'fresh 1', 'fresh 2', 'fresh 3']])
  })
})

describe('a call that never left', () => {
  it('gives its slot back', async () => {
    const seen: string[] = []
    const { clock, press, slidingWindow } = makeLane({
      perSecond: 1,
      run: async (items) => {
        seen.push(...items)
        await Promise.resolve()
      },
    })
    for (const item of ['a', 'b', 'c']) press(item)
    await clock.advance(3_000)
    expect(seen).toEqual(['a', 'b', 'c'])
    expect(slidingWindow.used(clock.monotonic())).toBe(0)
  })
})

describe('a limit, which is kept over a change of room', () => {
  it('keeps nothing of a lane whose queue is empty', async () => {
    setFlagsFromString('--expose_gc')
    const collect = runInNewContext('gc') as () => void
    const clock = makeFakeClock()
    const slidingWindow = createSlidingWindow({ perSecond: 2, smooth: false })
    const leaveRoom = async () => {
      const sent: string[] = []
      const run: RunCall<string> = async (items, onSent) => {
        onSent()
        sent.push(...items)
        await Promise.resolve()
      }
      const lane = createLane({ slidingWindow: [slidingWindow], batch: 1, clock, run })
      for (const item of ['a', 'b', 'c', 'd']) lane.push(item, { key: 'rose', priority: 0 })
      await clock.advance(3_000)
      expect(sent).toEqual(['a', 'b', 'c', 'd'])
      for (const item of ['e', 'f', 'g']) lane.push(item, { key: 'rose', priority: 0 })
      lane.pause()
      lane.clear()
      return new WeakRef(run)
    }
    const run = await leaveRoom()
    await clock.advance(2_000)
    // A single collection may come before the engine has let go of the function.
    await until(() => {
      collect()
      return run.deref() === undefined
    })
    expect(run.deref()).toBeUndefined()
    slidingWindow.setLimit(3)
  })
})
