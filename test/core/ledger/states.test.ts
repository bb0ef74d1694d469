import { describe, expect, it } from 'vitest'
import type { SendState } from '../../../shared/contract/send.ts'
import { sendStateSchema } from '../../../shared/contract/send.ts'
import { isEnded } from '../../../shared/domain/send-states.ts'
import { afterRestart, isUnsent, mayBecome, openStates } from '../../../electron/core/ledger/states.ts'

/**
 * The design's table, and four moves that its text adds: reconciliation, a changed hint, the same MsgId again, and a
 * call that cannot be built.
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

  it('ends in delivered, refused, dropped, cancelled or expired', () => {
    expect(states.filter(isEnded)).toEqual(['delivered', 'refused', 'dropped', 'cancelled', 'expired'])
    expect(openStates.toSorted()).toEqual(['held', 'processing', 'queued', 'sending', 'unknown', 'waiting'])
  })

  it('can be cancelled by STOP while nothing of the send has left', () => {
    expect(states.filter(isUnsent)).toEqual(['queued', 'waiting'])
  })

  it('never become sent by a start alone', () => {
    const becomes = Object.fromEntries(states.map((state) => [state, afterRestart(state) ?? state]))
    expect(becomes).toEqual({
      ...Object.fromEntries(states.map((state) => [state, state])),
      queued: 'held',
      waiting: 'held',
      sending: 'unknown',
    })
  })
})
