import { describe, expect, it } from 'vitest'
import type { GiftdeckEvent } from '../../../shared/contract/events.ts'
import { until } from '../../support/until.ts'
import { setupRoom } from './setup-room.ts'

describe('erasing the history', () => {
  it('removes what has ended, keeps what is open, and sends a new snapshot to a subscriber', async () => {
    const { vendors, client, rose, ends, reaches } = await setupRoom()
    const ended = await ends((await rose()).id)
    await vendors.setFaults({ answerLost: { times: 1, only: ['send_gift'] } })
    const open = await reaches((await rose()).id, 'unknown')

    const received: GiftdeckEvent[] = []
    const snapshots = () => received.filter((event) => event.kind === 'snapshot')
    const stream = await client.events.watch()
    const watching = (async () => {
      for await (const event of stream) received.push(event)
    })()
    await until(() => snapshots().length === 1)
    expect(snapshots()[0]!.sends.map(({ id }) => id)).toEqual([ended.id, open.id])

    expect(await client.sends.erase()).toEqual({ erased: 1 })
    await until(() => snapshots().length === 2)
    const [before, after] = snapshots()
    expect(after!.sends.map(({ id }) => id)).toEqual([open.id])
    expect(after!.history).not.toBe(before!.history)
    await expect(client.sends.get({ id: ended.id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect((await client.sends.search({})).items.map(({ id }) => id)).toEqual([open.id])
    await stream.return?.(undefined)
    await watching
  })
})
