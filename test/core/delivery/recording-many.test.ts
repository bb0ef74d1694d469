import { describe, expect, it } from 'vitest'
import { recordMany } from '../../../electron/core/delivery/record-outcome.ts'
import type { ActiveSends, Patch } from '../../../electron/core/ledger/active-sends.ts'
import type { Send } from '../../../electron/core/ledger/send.ts'
import { createSlices } from '../../../electron/core/platform/slices.ts'
import { policy } from '../../../electron/core/policy.ts'
import { countInTurns, slowClock } from '../../support/turns.ts'

const held: Patch = { state: 'held', reason: 'held-connection-paused' }

/** Makes a hundred queued sends on a slow machine. */
function makeSends() {
  const sends = new Map<string, Send>()
  for (let at = 0; at < 100; at++) sends.set(`send-${at}`, { id: `send-${at}`, state: 'queued' } as Send)
  let stopped = false
  const activeSends = { pending: (id: string) => sends.get(id), isStopped: () => stopped } as unknown as ActiveSends
  const slices = createSlices({ clock: slowClock(), policy: policy.eventLoop })
  const recorded: string[] = []
  const turns = countInTurns()
  const record = async (id: string) => {
    turns.note()
    recorded.push(id)
  }
  const hold = () => recordMany({ activeSends, slices, record }, sends.keys(), ({ state }) => state === 'queued', held)
  return { sends, recorded, turns, hold, stop: () => (stopped = true) }
}

describe('holding a hundred sends', () => {
  it('is sliced, and holds all of them in their order', async () => {
    const { sends, recorded, turns, hold } = makeSends()
    await hold()
    expect(recorded).toEqual([...sends.keys()])
    expect(turns.isSliced()).toBe(true)
  })

  it('looks at each send only when its turn has come', async () => {
    const { sends, recorded, hold } = makeSends()
    const holding = hold()
    sends.set('send-50', { ...sends.get('send-50')!, state: 'cancelled' })
    await holding
    expect(recorded).toHaveLength(99)
    expect(recorded).not.toContain('send-50')
  })

  it('ends where STOP comes in between', async () => {
    const { recorded, hold, stop } = makeSends()
    const holding = hold()
    stop()
    await holding
    expect(recorded.length).toBeLessThanOrEqual(8)
  })
})
