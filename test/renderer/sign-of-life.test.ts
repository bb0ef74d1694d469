import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { setConnection, useConnection } from '../../renderer/platform/connection.ts'
import { watchForSilence } from '../../renderer/shell/sign-of-life.ts'
import { answerCalls } from './support/answer-calls.ts'

let connection: AbortController
/** The pings without an answer; each function answers one. */
let unanswered: (() => void)[]

const state = () => useConnection.getState().state
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

beforeEach(() => {
  vi.useFakeTimers()
  connection = new AbortController()
  unanswered = []
  answerCalls({
    'status.ping': () => new Promise((resolve) => unanswered.push(() => resolve({ at: '2026-12-01T20:00:00.000Z' }))),
  })
  setConnection('open')
  void watchForSilence(connection.signal)
})
afterEach(() => {
  connection.abort()
  vi.useRealTimers()
})

describe('a server that no longer answers', () => {
  it('is shown as silent within three seconds, and as open again after its answer', async () => {
    await pass(0)
    unanswered.shift()!()
    await pass(2_900)
    expect(state()).toBe('silent')
    unanswered.shift()!()
    await pass(0)
    expect(state()).toBe('open')
  })

  it('gets one ping at a time, and the next after each answer', async () => {
    await pass(60_000)
    expect(unanswered).toHaveLength(1)
    unanswered[0]!()
    await pass(1_000)
    expect(unanswered).toHaveLength(2)
  })

  it('is not shown as silent if the page itself was suspended, as on a computer that slept', async () => {
    await pass(0)
    const now = performance.now.bind(performance)
    vi.spyOn(performance, 'now').mockImplementation(() => now() + 3_600_000)
    await pass(2_500)
    expect(state()).toBe('open')
    unanswered[0]!()
    await pass(0)
    expect(state()).toBe('open')
  })

  it('is shown as lost, not silent, once its connection is lost', async () => {
    await pass(0)
    connection.abort()
    setConnection('lost')
    await pass(10_000)
    expect(state()).toBe('lost')
  })
})
