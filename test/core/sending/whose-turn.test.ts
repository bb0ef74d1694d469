import { describe, expect, it } from 'vitest'
import { createLine } from '../../../electron/core/sending/line.ts'

const drain = <T>(line: { shift(): T | undefined }) => {
  const items: T[] = []
  for (let item = line.shift(); item !== undefined; item = line.shift()) items.push(item)
  return items
}
const rose = { key: 'rose', urgency: 0 } as const
const gem = { key: 'gem', urgency: 0 } as const

describe('waiting in line', () => {
  it('keeps the order of one key', () => {
    const line = createLine<number>()
    for (const item of [1, 2, 3]) line.push(item, rose)
    expect(drain(line)).toEqual([1, 2, 3])
  })

  it('gives a second key its turn though a thousand presses of the first came before', () => {
    const line = createLine<string>()
    for (let i = 0; i < 1_000; i++) line.push(`rose ${i}`, rose)
    line.push('gem 0', gem)
    line.push('gem 1', gem)
    expect(drain(line).slice(0, 5)).toEqual(['rose 0', 'gem 0', 'rose 1', 'gem 1', 'rose 2'])
  })

  it('lets the host’s own ask pass background polling', () => {
    const line = createLine<string>()
    line.push('poll', { key: 'host', urgency: 1 })
    line.push('press', rose)
    expect(drain(line)).toEqual(['press', 'poll'])
  })

  it('lets one leave, once, and nobody else', () => {
    const line = createLine<number>()
    line.push(1, rose)
    const second = line.push(2, rose)
    line.push(3, rose)
    expect(line.cancel(second)).toBe(true)
    expect(line.cancel(second)).toBe(false)
    expect(line.size()).toBe(2)
    expect(drain(line)).toEqual([1, 3])
  })

  it('cannot cancel what has left already', () => {
    const line = createLine<number>()
    const ticket = line.push(1, rose)
    line.shift()
    expect(line.cancel(ticket)).toBe(false)
    expect(line.size()).toBe(0)
  })

  it('gives back everything when it is cleared, and starts anew', () => {
    const line = createLine<number>()
    const tickets = [1, 2, 3].map((item) => line.push(item, item % 2 ? rose : gem))
    line.cancel(tickets[1]!)
    expect(new Set(line.clear())).toEqual(new Set([1, 3]))
    expect(line.size()).toBe(0)
    expect(line.shift()).toBeUndefined()
    line.push(4, gem)
    expect(drain(line)).toEqual([4])
  })

  it('keeps its order and its fairness through tens of thousands', () => {
    const line = createLine<number>()
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
