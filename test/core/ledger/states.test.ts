import { describe, expect, it } from 'vitest'
import type { SendState } from '../../../shared/contract/send.ts'
import { sendStateSchema } from '../../../shared/contract/send.ts'
import { isEnded } from '../../../shared/domain/send-states.ts'
import { afterRestart, isUnsent, mayBecome, openStates } from '../../../electron/core/ledger/states.ts'

/**
 * The states that may follow each state. From `unknown`, a send moves to `unknown` when its hint changes, and to
 * `sending` when it goes out again with the same MsgId. `queued` to `refused` is a call that cannot be built.
 */
const allowed: Record<SendState, SendState[]> = {
  queued: ['sending', 'cancelled', 'expired', 'held', 'refused'],
  sending: ['delivered', 'refused', 'dropped', 'waiting', 'processing', 'unknown'],
  waiting: ['sending', 'cancelled', 'expired', 'held', 'refused'],
  processing: ['delivered', 'refused', 'unknown', 'processing'],
  unknown: ['delivered', 'refused', 'processing', 'sending', 'unknown'],
  held: ['queued', 'cancelled'],
  delivered: [],
  refused: [],
  dropped: [],
  cancelled: [],
  expired: [],
}
const states = sendStateSchema.options
const pairs = states.flatMap((from) => states.map((to) => ({ from, to, may: allowed[from].includes(to) })))

describe('the states of a send', () => {
  it.each(pairs.filter(({ may }) => may))('$from may become $to', ({ from, to }) => {
    expect(mayBecome(from, to)).toBe(true)
  })

  it.each(pairs.filter(({ may }) => !may))('$from never becomes $to', ({ from, to }) => {
    expect(mayBecome(from, to)).toBe(false)
  })

  it('that end it are delivered, refused, dropped, cancelled and expired', () => {
    expect(states.filter(isEnded)).toEqual(['delivered', 'refused', 'dropped', 'cancelled', 'expired'])
    expect(openStates.toSorted()).toEqual(['held', 'processing', 'queued', 'sending', 'unknown', 'waiting'])
  })

  it('in which STOP cancels it are queued and waiting', () => {
    expect(states.filter(isUnsent)).toEqual(['queued', 'waiting'])
  })

  it('become held or unknown at a start if it was queued, waiting or on the wire', () => {
    const becomes = Object.fromEntries(states.map((state) => [state, afterRestart(state) ?? state]))
    expect(becomes).toEqual({
      ...Object.fromEntries(states.map((state) => [state, state])),
      queued: 'held',
      waiting: 'held',
      sending: 'unknown',
    })
  })
})
