import { EventEmitter } from 'node:events'
import { describe, expect, it } from 'vitest'
import { confirmClose } from '../../electron/main/ask-before-closing.ts'
import type { Use } from '../../electron/main/in-use.ts'
import { quitAtSessionEnd } from '../../electron/main/session-end.ts'
import { nextTurn } from '../support/until.ts'

function setup() {
  const state = {
    use: undefined as Use | undefined,
    isSending: false,
    answer: 'keep it open' as 'keep it open' | 'close',
    quits: 0,
  }
  const asked: Use[] = []
  const window = new EventEmitter()
  const power = new EventEmitter()
  const shared = { window, use: () => state.use, quit: () => void state.quits++ }
  confirmClose({
    ...shared,
    async ask(use) {
      asked.push(use)
      return state.answer === 'close'
    },
  })
  const isSending = () => state.isSending
  const isEnding = quitAtSessionEnd({ ...shared, isSending, onShutdown: (listener) => power.on('shutdown', listener) })
  /** Emits the event and returns whether it was prevented: then the system waits, or the window stays open. */
  const isPrevented = (where: EventEmitter, event: string) => {
    let prevented = false
    where.emit(event, { preventDefault: () => (prevented = true) })
    return prevented
  }
  return { state, asked, isEnding, closes: () => !isPrevented(window, 'close'), isPrevented, window, power }
}

describe('a window that is closed, perhaps by accident', () => {
  it.each(['armed', 'sending', 'scheduled'] as const)(
    'stays open until the host confirms while the room is in use (%s)',
    async (use) => {
      const { state, asked, closes } = setup()
      state.use = use
      expect(closes()).toBe(false)
      // A second attempt to close the window opens no second question.
      expect(closes()).toBe(false)
      await nextTurn()
      expect([asked, state.quits]).toEqual([[use], 0])
      state.answer = 'close'
      closes()
      await nextTurn()
      expect([asked, state.quits]).toEqual([[use, use], 1])
    },
  )

  it.each([undefined, 'pressed'] as const)(
    'closes at once while nothing is open, even shortly after a press (%s)',
    (use) => {
      const { state, closes, asked } = setup()
      state.use = use
      expect([closes(), asked]).toEqual([true, []])
    },
  )
})

describe('the end of a system session', () => {
  it('on Windows is delayed only while calls are on the wire', () => {
    const { state, isPrevented, window, isEnding } = setup()
    // An unlocked live room alone does not delay it.
    state.use = 'armed'
    expect([isPrevented(window, 'query-session-end'), state.quits]).toEqual([false, 0])
    state.isSending = true
    expect([isPrevented(window, 'query-session-end'), state.quits, isEnding()]).toEqual([true, 1, true])
  })

  it('on Windows causes a graceful shutdown once the system is certain to end the session', () => {
    const { state, isPrevented, window, isEnding } = setup()
    isPrevented(window, 'session-end')
    expect([state.quits, isEnding()]).toEqual([1, true])
  })

  it('on macOS and Linux is delayed for a graceful shutdown', () => {
    const { state, isPrevented, power, isEnding } = setup()
    expect(isEnding()).toBe(false)
    expect([isPrevented(power, 'shutdown'), state.quits, isEnding()]).toEqual([true, 1, true])
  })
})
