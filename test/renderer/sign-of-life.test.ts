import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { setConnection, useConnection } from '../../renderer/platform/connection.ts'
import { watchForSilence } from '../../renderer/shell/sign-of-life.ts'
import { answerCalls } from './support/answer-calls.ts'

let line: AbortController
/** The pings that have no answer yet. */
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

describe('a server that no longer answers', () => {
  it('is shown as silent within three seconds, and as open again after its answer', async () => {
    await pass(0)
    asked.shift()!()
    await pass(2_900)
    expect(state()).toBe('silent')
    asked.shift()!()
    await pass(0)
    expect(state()).toBe('open')
  })

  it('gets one ping at a time, and the next after each answer', async () => {
    await pass(60_000)
    expect(asked).toHaveLength(1)
    asked[0]!()
    await pass(1_000)
    expect(asked).toHaveLength(2)
  })

  it('is not shown as silent if the page itself was suspended, as on a computer that slept', async () => {
    await pass(0)
    const now = performance.now.bind(performance)
    vi.spyOn(performance, 'now').mockImplementation(() => now() + 3_600_000)
    await pass(2_500)
    expect(state()).toBe('open')
    asked[0]!()
    await pass(0)
    expect(state()).toBe('open')
  })

  it('is shown as lost, not silent, once its connection is lost', async () => {
    await pass(0)
    line.abort()
    setConnection('lost')
    await pass(10_000)
    expect(state()).toBe('lost')
  })
})
