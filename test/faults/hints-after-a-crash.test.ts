import { describe, expect, it } from 'vitest'
import { createHints } from '../../electron/core/counts/hints.ts'
import type { Send } from '../../electron/core/ledger/send.ts'
import { policy } from '../../electron/core/policy.ts'
import { makeFakeClock } from '../support/fake-clock.ts'

const minuteMs = 60_000

/**
 * Starts right after a gift of the last run was cut off, then loses the answer of its own gift while the earlier one is
 * applied.
 */
async function loseGiftAfter(waitMs: number): Promise<unknown[]> {
  const clock = makeFakeClock()
  const given: unknown[] = []
  const hints = createHints({ clock, policy: policy.reconciling, onHint: (id, hint) => given.push([id, hint]) })
  const read = (totalCount: number) =>
    hints.read(
      { totalCount, totalCoins: null, senderCount: null, sequence: null },
      { from: clock.monotonic(), to: clock.monotonic() },
    )
  const gift = { id: 'lost', gift: { giftId: 'rose', count: 1, from: 'fan', to: 'host' } } as Send
  hints.earlier(0)
  await clock.advance(waitMs)
  read(10)
  hints.leaving(gift)
  hints.ended(gift, true)
  read(11)
  return given
}

describe('a lost gift after a crash', () => {
  it('gets no hint while a gift of the last run may still be applied', async () => {
    expect(await loseGiftAfter(1_000)).toEqual([])
  })

  it('gets its hint when that time is over', async () => {
    expect(await loseGiftAfter(minuteMs + 1_000)).toEqual([['lost', 'likely-delivered']])
  })
})
