import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createStopPress, stopAnswersWithinMs } from '../../electron/main/stop-press.ts'
import { wordsFor } from '../../electron/main/words.ts'

const done = { cancelled: 2, alreadySent: 1, unknown: 0 }
let notices: string[] = []

const pressWith = (stop: () => Promise<typeof done>, language = 'en') =>
  createStopPress({
    stop,
    notice: (title, body) => void notices.push(`${title}: ${body}`),
    log: { error: () => undefined },
    words: wordsFor(language),
  })()

describe('STOP from the menu, the tray or the global key', () => {
  beforeEach(() => {
    notices = []
    vi.useFakeTimers()
  })
  afterEach(() => vi.useRealTimers())

  it('shows its result', async () => {
    await pressWith(async () => done)
    await vi.advanceTimersByTimeAsync(10 * stopAnswersWithinMs)
    expect(notices).toEqual(['Stopped: 2 cancelled, 1 already on the way.'])
  })

  it('shows that it is not confirmed, and its result once the result is known', async () => {
    let answer: (() => void) | undefined
    const pressed = pressWith(() => new Promise((answered) => (answer = () => answered(done))))
    await vi.advanceTimersByTimeAsync(stopAnswersWithinMs - 1)
    expect(notices).toEqual([])
    await vi.advanceTimersByTimeAsync(1)
    expect(notices).toEqual([expect.stringMatching(/^STOP is not confirmed yet: Giftdeck has not answered\./)])
    answer?.()
    await pressed
    expect(notices.at(-1)).toBe('Stopped: 2 cancelled, 1 already on the way.')
  })

  it('shows in Chinese that it is not confirmed', async () => {
    void pressWith(() => new Promise(() => {}), 'zh-CN')
    await vi.advanceTimersByTimeAsync(stopAnswersWithinMs)
    expect(notices).toEqual([expect.stringMatching(/^停止尚未确认/)])
  })

  it('shows that it could not be recorded', async () => {
    await pressWith(() => Promise.reject(new Error('disk full')))
    await vi.advanceTimersByTimeAsync(10 * stopAnswersWithinMs)
    expect(notices).toEqual(['STOP could not be recorded. Look at the window.: '])
  })
})
