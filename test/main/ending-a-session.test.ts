import { EventEmitter } from 'node:events'
import { describe, expect, it } from 'vitest'
import { confirmClose } from '../../electron/main/ask-before-closing.ts'
import type { Use } from '../../electron/main/in-use.ts'
import { quitAtSessionEnd } from '../../electron/main/session-end.ts'
import { nextTurn } from '../support/until.ts'

function stage() {
  const state = {
    use: undefined as Use | undefined,
    isSending: false,
    says: 'keep it open' as 'keep it open' | 'close',
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
      return state.says === 'close'
    },
  })
  const isSending = () => state.isSending
  const isEnding = quitAtSessionEnd({ ...shared, isSending, onShutdown: (listener) => power.on('shutdown', listener) })
  /** True if the system is asked to wait, or the window stays open. */
  const happens = (where: EventEmitter, event: string) => {
    let prevented = false
    where.emit(event, { preventDefault: () => (prevented = true) })
    return prevented
  }
  return { state, asked, isEnding, closes: () => !happens(window, 'close'), happens, window, power }
}

describe('a window that is closed, perhaps by accident', () => {
  it.each(['armed', 'sending', 'scheduled'] as const)('asks first while the room is in use (%s)', async (use) => {
    const { state, asked, closes } = stage()
    state.use = use
    expect(closes()).toBe(false)
    // A second press of the key opens no second question.
    expect(closes()).toBe(false)
    await nextTurn()
    expect([asked, state.quits]).toEqual([[use], 0])
    state.says = 'close'
    closes()
    await nextTurn()
    expect([asked, state.quits]).toEqual([[use, use], 1])
  })

  it.each([undefined, 'pressed'] as const)('closes at once otherwise (%s)', (use) => {
    const { state, closes, asked } = stage()
    state.use = use
    expect([closes(), asked]).toEqual([true, []])
  })
})

describe('the end of a system session', () => {
  it('on Windows waits for the calls on the wire only', () => {
    const { state, happens, window, isEnding } = stage()
    state.use = 'armed'
    expect([happens(window, 'query-session-end'), state.quits]).toEqual([false, 0])
    // Also in a live room that is unlocked.
    state.isSending = true
    expect([happens(window, 'query-session-end'), state.quits, isEnding()]).toEqual([true, 1, true])
  })

  it('on Windows shuts down gracefully once the system is certain to end the session', () => {
    const { state, happens, window, isEnding } = stage()
    happens(window, 'session-end')
    expect([state.quits, isEnding()]).toEqual([1, true])
  })

  it('on macOS and Linux delays the end and shuts down gracefully', () => {
    const { state, happens, power, isEnding } = stage()
    expect(isEnding()).toBe(false)
    expect([happens(power, 'shutdown'), state.quits, isEnding()]).toEqual([true, 1, true])
  })
})
