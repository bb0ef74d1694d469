import { describe, expect, it } from 'vitest'
import { guardClock, guardLog, runSafely, within } from '../../../electron/core/platform/run-safely.ts'
import { makeFakeClock } from '../../support/fake-clock.ts'
import { keepingLog } from '../../support/make-app.ts'

const throws: (...given: unknown[]) => never = () => {
  throw new Error('planted')
}
const rejects = () => Promise.reject(new Error('planted'))

describe('work that is not awaited', () => {
  it.each([
    ['throws', throws],
    ['rejects', rejects],
  ])('and %s is logged, and causes no unhandled error', async (_, run) => {
    const log = keepingLog()
    runSafely(log, 'It failed.', run)
    await new Promise((resolve) => setImmediate(resolve))
    expect(log.lines).toMatchObject([{ level: 'error', message: 'It failed.' }])
    expect(log.lines[0]!.fields!['stack']).toContain('planted')
  })

  it('runs synchronously if it is no promise', () => {
    let ran = false
    runSafely(keepingLog(), 'It failed.', () => (ran = true))
    expect(ran).toBe(true)
  })
})

describe('the clock given to each part', () => {
  it.each([
    ['throws', throws],
    ['rejects', rejects],
  ])('runs a timer that %s, and the next one', async (_, run) => {
    const time = makeFakeClock()
    const log = keepingLog()
    const clock = guardClock(time, log)
    let next = 0
    clock.setTimeout(run, 10)
    clock.setTimeout(() => next++, 20)
    await time.advance(30)
    expect(next).toBe(1)
    expect(log.lines).toHaveLength(1)
  })

  it.each([
    [1.5, 1],
    [Number.NaN, 0],
    [Infinity, 0],
    [-7, -7],
  ])('returns whole milliseconds if the system returns %s', (given, shown) => {
    expect(guardClock({ ...makeFakeClock(), now: () => given }, keepingLog()).now()).toBe(shown)
  })
})

describe('work that takes too long', () => {
  it('is given up, and its late rejection is ignored', async () => {
    const clock = makeFakeClock()
    const work = Promise.withResolvers<never>()
    const ended = within(clock, 100, work.promise).catch((error: Error) => error.message)
    await clock.advance(101)
    expect(await ended).toContain('100 ms')
    work.reject(new Error('late'))
    await clock.settle()
    expect(clock.timers()).toBe(0)
  })
})

describe('a log that throws', () => {
  it('breaks nothing else', () => {
    const log = guardLog({ info: throws, warn: throws, error: throws })
    for (const level of ['info', 'warn', 'error'] as const) expect(() => log[level]('Something.')).not.toThrow()
  })
})
