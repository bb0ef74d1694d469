import { expect, it, vi } from 'vitest'
import { policy } from '../../../electron/core/policy.ts'
import type { GiftdeckEvent } from '../../../shared/contract/events.ts'
import { setupRoom } from '../sends/setup-room.ts'

const oneASecond = { limits: { tencentPerSecond: 1, expireAfterMs: 0 } }

it('a page that missed many changes gets them in order, although they are read from the ledger in parts', async () => {
  const { app, client, rose } = await setupRoom({
    room: oneASecond,
    ports: { policy: { ...policy, ledger: { ...policy.ledger, largestBatchCount: 7 } } },
  })
  const { ledger } = app.deps
  const before = ledger.lastSeq()
  const pressed = await Promise.all(Array.from({ length: 30 }, () => rose()))
  const reads = vi.spyOn(ledger, 'after')

  const events = await client.events.watch({}, { lastEventId: String(before) })
  const missed: GiftdeckEvent[] = []
  for await (const event of events) {
    if (event.kind !== 'send') break
    missed.push(event)
  }
  const ids = missed.flatMap((event) => (event.kind === 'send' ? event.send.id : []))
  // A call in flight may move its send on between two parts.
  expect(new Set(ids)).toEqual(new Set(pressed.map(({ id }) => id)))
  expect(missed.map(({ seq }) => seq)).toEqual(missed.map(({ seq }) => seq).toSorted((a, b) => a - b))
  expect(reads.mock.calls.map(([, limit]) => limit)).toEqual([7, 7, 7, 7, 7])
})
