import type { GiftdeckEvent } from '../../../shared/contract/events.ts'
import { giftReceipt } from '../../renderer/support/gift-key.ts'
import { reading, status } from '../../renderer/support/samples.ts'

/** This is higher than every sequence number of the host's own sends in a bench. */
const firstSeq = 1_000_000_000

/** A host's own presses have small counts, so these counts identify the broadcast's sends. */
export const firstCount = 1_001

/**
 * Makes the events of a broadcast, one per call. Each send is a gift with a count of its own, so that a missing row in a
 * list can be named. A send is reported twice: queued, then delivered.
 */
export function createBroadcast(startMs: number) {
  let seq = firstSeq
  let last = firstCount - 1
  let pressed = seq
  let totals = 0
  const iso = (ms: number) => new Date(ms).toISOString()

  function send(place: number, state: 'queued' | 'delivered', atMs: number): GiftdeckEvent {
    seq++
    if (state === 'queued') pressed = seq
    const receipt = giftReceipt({
      id: `storm-${String(place).padStart(8, '0')}`,
      seq,
      pressed,
      state,
      roomName: 'bench',
      environment: 'test',
      gift: { giftId: 'rose', count: place, from: 'viewer_1', to: 'host_001' },
      ...(state === 'delivered' ? { latencyMs: 12, requestId: `request-${place}` } : {}),
      createdAt: iso(startMs + place),
      updatedAt: iso(atMs),
    })
    return { kind: 'send', seq, send: receipt }
  }

  return {
    /** The count of the newest send. */
    get newest() {
      return last
    },
    queued: (atMs: number) => send(++last, 'queued', atMs),
    /** Reports the newest send as delivered. */
    delivered: (atMs: number) => send(last, 'delivered', atMs),
    reading(atMs: number): GiftdeckEvent {
      totals += 1
      return {
        kind: 'reading',
        seq,
        reading: reading({ totalCount: totals, totalCoins: totals * 10, at: iso(atMs), baseline: null }),
      }
    },
    lanes(used: number): GiftdeckEvent {
      const lane = { id: 'storm', vendor: 'tencent' as const, api: 'send_gift', limit: 200, queued: used }
      const lanes = [{ ...lane, used, drainMs: used * 5, paused: null, slowed: false }]
      return { kind: 'lanes', seq, status: status({ room: 'bench', environment: 'test', lanes }) }
    },
  }
}
