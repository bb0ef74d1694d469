import type { Reading } from '../../../shared/contract/counts.ts'
import { iso } from '../../../shared/iso.ts'
import { piecesOf } from '../ledger/history-row.ts'
import type { Send } from '../ledger/send.ts'
import type { Policy } from '../policy.ts'
import type { Clock, Timer } from '../ports.ts'
import type { Totals } from '../vendors/vendor.ts'
import type { ConnectionCounts } from './connection-counts.ts'
import { readSession } from './receiver-counts.ts'
import { countAsBefore, countFrom, type Session } from './session.ts'

/** Gifts of a vendor without totals: what receipts call delivered is counted here, and is no more than our own. */
export interface ReceiptCounts extends ConnectionCounts {
  delivered(send: Send): void
  close(): void
}

/** What was delivered over one connection since the program began; it outlives the room's settings. */
export interface Tally {
  gifts: number
  senders: Set<string>
  at: number
}

export interface Tallies {
  of(key: string, now: number): Tally
}

export function createTallies(): Tallies {
  const known = new Map<string, Tally>()
  return {
    of(key, now) {
      const tally = known.get(key) ?? { gifts: 0, senders: new Set(), at: now }
      known.set(key, tally)
      return tally
    },
  }
}

export function createReceiptCounts(lent: {
  clock: Clock
  policy: Policy['counts']
  roomId: string
  receiver: string
  tally: Tally
  session: Session
  onReading(reading: Reading): void
}): ReceiptCounts {
  const { clock, tally, session } = lent
  const totals = (): Totals => ({
    totalCount: tally.gifts,
    totalCoins: null,
    senderCount: tally.senders.size,
    sequence: null,
  })
  let telling: Timer | null = null
  const tell = () => {
    telling = null
    lent.onReading(reading())
  }
  const countFromNow = () => countFrom(session, { totals: totals(), at: clock.now() }, 0)
  const reading = (): Reading => ({
    vendor: 'zego',
    roomId: lent.roomId,
    receiver: lent.receiver,
    source: 'receipts',
    ...totals(),
    at: iso(tally.at),
    ...readSession(session),
    stale: false,
    trouble: null,
    perMinute: { gifts: null, coins: null },
    everyMs: null,
  })
  if (!session.baseline) countFromNow()

  return {
    readings: () => [reading()],
    refresh: () => Promise.resolve(),
    resetBaseline() {
      countFromNow()
      lent.onReading(reading())
    },
    undoBaseline() {
      const undone = countAsBefore(session)
      if (undone) lent.onReading(reading())
      return undone
    },
    trouble: () => null,
    delivered({ gift }) {
      if (!gift) return
      const pieces = piecesOf({ gift })
      tally.gifts += pieces
      tally.senders.add(typeof gift.from === 'string' ? gift.from : gift.from.userId)
      tally.at = clock.now()
      session.fromGiftdeck += pieces
      telling ??= clock.setTimeout(tell, lent.policy.tellEveryMs)
    },
    close() {
      if (telling !== null) clock.clearTimeout(telling)
    },
  }
}
