import { describe, expect, it } from 'vitest'
import { createFairQueue } from '../../../electron/core/rate-limit/fair-queue.ts'

const drain = <T>(line: { shift(): T | undefined }) => {
  const items: T[] = []
  for (let item = line.shift(); item !== undefined; item = line.shift()) items.push(item)
  return items
}
const rose = { key: 'rose', priority: 0 } as const
const gem = { key: 'gem', priority: 0 } as const

describe('the fair queue', () => {
  it('keeps the order of one key', () => {
    const line = createFairQueue<number>()
    for (const item of [1, 2, 3]) line.push(item, rose)
    expect(drain(line)).toEqual([1, 2, 3])
  })

  it('gives a second key its turn after a thousand presses of the first', () => {
    const line = createFairQueue<string>()
    for (let i = 0; i < 1_000; i++) line.push(`rose ${i}`, rose)
    line.push('gem 0', gem)
    line.push('gem 1', gem)
    expect(drain(line).slice(0, 5)).toEqual(['rose 0', 'gem 0', 'rose 1', 'gem 1', 'rose 2'])
  })

  it('puts a request of the host before background polling', () => {
    const line = createFairQueue<string>()
    line.push('poll', { key: 'host', priority: 1 })
    line.push('press', rose)
    expect(drain(line)).toEqual(['press', 'poll'])
  })

  it('skips an expired send, and gives its turn to the next of its key', () => {
    const over = new Set(['rose 0', 'rose 1', 'gem 0'])
    const line = createFairQueue<string>((item) => !over.has(item))
    for (const item of ['rose 0', 'rose 1', 'rose 2', 'rose 3']) line.push(item, rose)
    for (const item of ['gem 0', 'gem 1']) line.push(item, gem)
    expect(line.shift()).toBe('rose 2')
    expect(line.size()).toBe(3)
    expect(drain(line)).toEqual(['gem 1', 'rose 3'])
    expect(line.size()).toBe(0)
  })

  it('returns everything when it is cleared, expired sends too, and is then empty', () => {
    const line = createFairQueue<number>((item) => item > 2)
    for (const item of [1, 2, 3]) line.push(item, item % 2 ? rose : gem)
    expect(new Set(line.clear())).toEqual(new Set([1, 2, 3]))
    expect(line.size()).toBe(0)
    expect(line.shift()).toBeUndefined()
    line.push(4, gem)
    expect(drain(line)).toEqual([4])
  })

  it('keeps its order and its fairness with tens of thousands of sends', () => {
    const line = createFairQueue<number>()
    for (let i = 0; i < 30_000; i++) line.push(i, i % 3 === 0 ? gem : rose)
    const out = drain(line)
    expect(out).toHaveLength(30_000)
    for (const isMine of [(i: number) => i % 3 === 0, (i: number) => i % 3 !== 0]) {
      const mine = out.filter(isMine)
      expect(mine).toEqual(mine.toSorted((a, b) => a - b))
    }
    expect(out.slice(0, 20_000).filter((i) => i % 3 === 0)).toHaveLength(10_000)
  })
})
