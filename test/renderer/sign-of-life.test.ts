import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { setConnection, useConnection } from '../../renderer/platform/connection.ts'
import { watchForSilence } from '../../renderer/shell/sign-of-life.ts'
import { answerCalls } from './support/answer-calls.ts'

let line: AbortController
/** The questions nobody has answered yet. */
let asked: (() => void)[]

const state = () => useConnection.getState().state
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

beforeEach(() => {
  vi.useFakeTimers()
  line = new AbortController()
  asked = []
  answerCalls({
    'status.ping': () => new Promise((resolve) => asked.push(() => resolve({ at: '2026-12-01T20:00:00.000Z' }))),
  })
  setConnection('open')
  void watchForSilence(line.signal)
})
afterEach(() => {
  line.abort()
  vi.useRealTimers()
})

describe('a host that no longer answers', () => {
  it('is called silent within three seconds, and open again with its answer', async () => {
    await pass(0)
    asked.shift()!()
    await pass(2_900)
    expect(state()).toBe('silent')
    asked.shift()!()
    await pass(0)
    expect(state()).toBe('open')
  })

  it('is asked one question at a time, and again after each answer', async () => {
    await pass(60_000)
    expect(asked).toHaveLength(1)
    asked[0]!()
    await pass(1_000)
    expect(asked).toHaveLength(2)
  })

  it('is not called silent by a page that stood still itself, as on a computer that slept', async () => {
    await pass(0)
    const now = performance.now.bind(performance)
    vi.spyOn(performance, 'now').mockImplementation(() => now() + 3_600_000)
    await pass(2_500)
    expect(state()).toBe('open')
    asked[0]!()
    await pass(0)
    expect(state()).toBe('open')
  })

  it('is lost, not silent, once its line is', async () => {
    await pass(0)
    line.abort()
    setConnection('lost')
    await pass(10_000)
    expect(state()).toBe('lost')
  })
})
