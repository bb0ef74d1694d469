import { describe, expect, it } from 'vitest'
import { createFairQueue } from '../../../electron/core/rate-limit/fair-queue.ts'

const drain = <T>(queue: { shift(): T | undefined }) => {
  const items: T[] = []
  for (let item = queue.shift(); item !== undefined; item = queue.shift()) items.push(item)
  return items
}
const rose = { key: 'rose', priority: 0 } as const
const gem = { key: 'gem', priority: 0 } as const

describe('the fair queue', () => {
  it('keeps the order of one key', () => {
    const queue = createFairQueue<number>()
    for (const item of [1, 2, 3]) queue.push(item, rose)
    expect(drain(queue)).toEqual([1, 2, 3])
  })

  it('lets a second key take turns with a thousand presses of the first', () => {
    const queue = createFairQueue<string>()
    for (let i = 0; i < 1_000; i++) queue.push(`rose ${i}`, rose)
    queue.push('gem 0', gem)
    queue.push('gem 1', gem)
    expect(drain(queue).slice(0, 5)).toEqual(['rose 0', 'gem 0', 'rose 1', 'gem 1', 'rose 2'])
  })

  it('puts a request of the host before background polling', () => {
    const queue = createFairQueue<string>()
    queue.push('poll', { key: 'host', priority: 1 })
    queue.push('press', rose)
    expect(drain(queue)).toEqual(['press', 'poll'])
  })

  it('skips an expired send, and gives its turn to the next send of its key', () => {
    const expired = new Set(['rose 0', 'rose 1', 'gem 0'])
    const queue = createFairQueue<string>((item) => !expired.has(item))
    for (const item of ['rose 0', 'rose 1', 'rose 2', 'rose 3']) queue.push(item, rose)
    for (const item of ['gem 0', 'gem 1']) queue.push(item, gem)
    expect(queue.shift()).toBe('rose 2')
    expect(queue.size()).toBe(3)
    expect(drain(queue)).toEqual(['gem 1', 'rose 3'])
    expect(queue.size()).toBe(0)
  })

  it('returns everything when it is cleared, expired sends too, and is then empty', () => {
    const queue = createFairQueue<number>((item) => item > 2)
    for (const item of [1, 2, 3]) queue.push(item, item % 2 ? rose : gem)
    expect(new Set(queue.clear())).toEqual(new Set([1, 2, 3]))
    expect(queue.size()).toBe(0)
    expect(queue.shift()).toBeUndefined()
    queue.push(4, gem)
    expect(drain(queue)).toEqual([4])
  })

  it('keeps its order and its fairness with tens of thousands of sends', () => {
    const queue = createFairQueue<number>()
    for (let i = 0; i < 30_000; i++) queue.push(i, i % 3 === 0 ? gem : rose)
    const out = drain(queue)
    expect(out).toHaveLength(30_000)
    for (const isMine of [(i: number) => i % 3 === 0, (i: number) => i % 3 !== 0]) {
      const mine = out.filter(isMine)
      expect(mine).toEqual(mine.toSorted((a, b) => a - b))
    }
    expect(out.slice(0, 20_000).filter((i) => i % 3 === 0)).toHaveLength(10_000)
  })
})
