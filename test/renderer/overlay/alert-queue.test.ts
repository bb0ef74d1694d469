import { describe, expect, it, vi, beforeEach, afterEach } from 'vitest'
import fc from 'fast-check'
import { createAlertQueue, type ShownAlert } from '../../../renderer/overlay/alert-queue.ts'

const rose = { name: 'Rose', icon: '🌹', pieces: 1 }
const heart = { name: 'Heart', icon: '💖', pieces: 1 }

/** A queue on fake timers. `ended` are the alerts that viewers saw, each as it stood when the next one came. */
function open() {
  const ended: ShownAlert[] = []
  let shown: ShownAlert | null = null
  let isNext = false
  const queue = createAlertQueue({
    show(alert) {
      if (shown && (isNext || alert === null)) ended.push(shown)
      shown = alert
    },
    setTimeout: (run, ms) =>
      setTimeout(() => {
        isNext = true
        run()
        isNext = false
      }, ms),
    clearTimeout: (timer) => clearTimeout(timer as NodeJS.Timeout),
  })
  return { queue, ended, shown: () => shown }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('alerts', () => {
  it('are shown one after the other', () => {
    const { queue, shown, ended } = open()
    queue.add(rose)
    queue.add(heart)
    expect(shown()).toMatchObject({ name: 'Rose' })
    vi.advanceTimersByTime(3_000)
    expect(shown()).toMatchObject({ name: 'Heart' })
    vi.runAllTimers()
    expect([shown(), ended.length]).toEqual([null, 2])
  })

  it('add up while the same gift is shown', () => {
    const { queue, shown, ended } = open()
    for (let at = 0; at < 14; at++) queue.add(rose)
    expect(shown()).toMatchObject({ name: 'Rose', pieces: 14 })
    vi.runAllTimers()
    expect(ended).toHaveLength(1)
  })

  it('become one sum in a storm of many gifts', () => {
    const { queue, ended } = open()
    for (let at = 0; at < 100; at++) queue.add({ name: `Gift ${at}`, icon: '🎁', pieces: 2 })
    vi.runAllTimers()
    expect(ended).toHaveLength(7)
    expect(ended.at(-1)).toEqual({ is: 'more', pieces: 188 })
  })

  it('are shown for a shorter time, the more of them wait', () => {
    const { queue, ended } = open()
    for (let at = 0; at < 6; at++) queue.add({ ...rose, name: `Gift ${at}` })
    vi.advanceTimersByTime(10_000)
    expect(ended.length).toBeGreaterThanOrEqual(5)
  })

  it('vanish at once when the overlay is hidden', () => {
    const { queue, shown } = open()
    for (const gift of [rose, heart]) queue.add(gift)
    queue.clear()
    expect(shown()).toBeNull()
    vi.runAllTimers()
    expect(shown()).toBeNull()
  })

  it('lose no gift and count none twice, whatever comes when', () => {
    const gift = fc.record({
      name: fc.constantFrom('Rose', 'Heart', 'Rocket', 'Crown', 'Coffee', 'Castle', 'Gem', 'Soldier'),
      icon: fc.constantFrom('🌹', '💖'),
      pieces: fc.integer({ min: 1, max: 99 }),
    })
    const step = fc.oneof({ weight: 3, arbitrary: gift }, { weight: 1, arbitrary: fc.integer({ min: 1, max: 4_000 }) })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const { queue, ended } = open()
        let sent = 0
        for (const each of steps) {
          if (typeof each === 'number') vi.advanceTimersByTime(each)
          else {
            queue.add(each)
            sent += each.pieces
          }
        }
        vi.runAllTimers()
        expect(ended.reduce((sum, { pieces }) => sum + pieces, 0)).toBe(sent)
      }),
      { numRuns: 300 },
    )
  })
})
