import { describe, expect, it } from 'vitest'
import { keepAwake, type Blocker } from '../../electron/main/keep-awake.ts'
import { makeFakeClock } from '../support/fake-clock.ts'
import { makeFakeActiveSends } from './fake-active-sends.ts'

function setup(start: Parameters<typeof makeFakeActiveSends>[0] = {}) {
  const clock = makeFakeClock()
  const blocks = new Set<number>()
  const types: string[] = []
  const blocker: Blocker = {
    start(type) {
      types.push(type)
      blocks.add(types.length)
      return types.length
    },
    stop: (id) => blocks.delete(id),
  }
  const made = makeFakeActiveSends(start)
  return { clock, blocks, types, ...made, awake: keepAwake({ activeSends: made.activeSends, clock, blocker }) }
}

describe('keeping this computer awake', () => {
  it('lasts from the first send until the last one has ended', async () => {
    const { clock, blocks, types, become } = setup()
    expect(blocks.size).toBe(0)
    become('a', 'queued')
    expect(blocks.size).toBe(1)
    become('b', 'queued')
    become('a', 'sending')
    become('a', 'delivered')
    await clock.advance(10_000)
    expect(blocks.size).toBe(1)
    become('b', 'refused')
    await clock.advance(1_000)
    expect(blocks.size).toBe(0)
    expect(types).toEqual(['prevent-app-suspension'])
    expect(clock.timers()).toBe(0)
  })

  it('starts again with the next send', async () => {
    const { clock, blocks, become } = setup()
    for (const id of ['a', 'b']) {
      become(id, 'queued')
      expect(blocks.size).toBe(1)
      become(id, 'delivered')
      await clock.advance(1_000)
      expect(blocks.size).toBe(0)
    }
  })

  it('does not apply to sends that wait for the host or stay unknown', async () => {
    const { clock, blocks, become } = setup({ old: 'held' })
    become('old', 'held')
    expect(blocks.size).toBe(0)
    become('a', 'sending')
    become('a', 'unknown')
    await clock.advance(1_000)
    expect(blocks.size).toBe(0)
  })

  it('ends with the program', () => {
    const { clock, blocks, become, awake, listeners } = setup()
    become('a', 'queued')
    awake.stop()
    expect([blocks.size, clock.timers(), listeners.size]).toEqual([0, 0, 0])
  })
})
