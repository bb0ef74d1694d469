import { describe, expect, it } from 'vitest'
import { createSlices } from '../../../electron/core/platform/slices.ts'
import { makeFakeClock } from '../../support/fake-clock.ts'

const turn = () => new Promise<void>((resolve) => setImmediate(resolve))

function makeSlices() {
  const clock = makeFakeClock()
  return { clock, slices: createSlices({ clock, policy: { sliceMs: 8 } }) }
}

describe('a slice of long work', () => {
  it('is over after its time, and the next turn of the event loop has that time again', async () => {
    const { clock, slices } = makeSlices()
    expect(slices.isOver()).toBe(false)
    await clock.advance(0)
    expect(slices.isOver()).toBe(false)
    const pending = clock.advance(8)
    await turn()
    await pending
    expect(slices.isOver()).toBe(false)
  })

  it('is shared by all work of one turn', () => {
    let now = 0
    const slices = createSlices({ clock: { monotonic: () => now }, policy: { sliceMs: 8 } })
    expect(slices.isOver()).toBe(false)
    now = 7
    expect(slices.isOver()).toBe(false)
    now = 8
    expect([slices.isOver(), slices.isOver()]).toEqual([true, true])
  })

  it('lets the timers and the input of others have their turn', async () => {
    const { slices } = makeSlices()
    const order: string[] = []
    setImmediate(() => order.push('other'))
    await slices.next()
    order.push('slice')
    expect(order).toEqual(['other', 'slice'])
  })

  it('goes to all work in turn, however much of it there is', async () => {
    let now = 0
    const slices = createSlices({ clock: { monotonic: () => ++now }, policy: { sliceMs: 8 } })
    const done: string[] = []
    const work = async (name: string) => {
      for (let item = 0; item < 40; item++) if (slices.isOver()) await slices.next().then(() => done.push(name))
    }
    await Promise.all([work('a'), work('b'), work('c')])
    expect(done.slice(0, 9).join('')).toBe('abcabcabc')
  })
})
