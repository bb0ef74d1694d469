import type { GiftdeckEvent } from '../../../shared/contract/events.ts'
import { giftReceipt } from '../../renderer/support/gift-key.ts'
import { reading, status } from '../../renderer/support/samples.ts'

/** Past every number that the host itself gives in a bench. */
const firstSeq = 1_000_000_000

/** A host's own presses are of few gifts, so these counts tell the broadcast's sends from them. */
export const firstCount = 1_001

/**
 * A broadcast as the page sees it, one event a call. Each send is a gift of its own count, so that a list of rows shows
 * which one is missing; it is reported twice: queued, then delivered.
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
    /** The newest send's count. */
    get newest() {
      return last
    },
    queued: (atMs: number) => send(++last, 'queued', atMs),
    /** The newest one. */
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
