import type { Vendor, ZegoViewer } from '../../../../shared/contract/fields.ts'
import type { ConnectionCounts } from '../../counts/connection-counts.ts'
import type { ReceiptCounters } from '../../counts/receipt-counts.ts'
import type { Sessions } from '../../counts/session.ts'
import type { Send } from '../../ledger/send.ts'
import type { ActiveSends } from '../../ledger/active-sends.ts'
import type { Policy } from '../../policy.ts'
import type { Clock, Exchange, Log, Post, Random } from '../../ports.ts'
import type { RoomConfig } from '../room-config.ts'
import type { Dispatcher } from '../../delivery/dispatcher.ts'
import type { Limits, RateLimit } from '../../rate-limit/adaptive-limit.ts'
import type { Account, AccountStatus, Answer, CatalogueGift, GameStanding, Trouble } from '../../vendors/vendor.ts'
import type { Reading, RoomTotals } from '../../../../shared/contract/counts.ts'

/** One vendor's connection of the active room, ready to send. */
export interface Connection {
  vendor: Vendor
  /** See connection-key.ts. */
  key: string
  roomId: string
  host: string
  hasSecret: boolean
  dispatcher: Dispatcher
  lastRoundTripMs(): number | null
  /** A problem that does not stop sending, such as a rejected join comment. */
  trouble(): Trouble | null
  joined?(): boolean
  /** Settles, or gives a hint of, this send now. */
  check(send: Send): Promise<void>
  /** A send of this connection that is unknown or processing, of this boot or an earlier one. */
  adopt(send: Send): void
  counts?: ConnectionCounts
  readGifts?(): Promise<Answer<CatalogueGift[]>>
  accounts?: Accounts
  game?: Game
  /** Limits that no dispatcher lane shows. */
  otherLimits: { api: string; limit: RateLimit }[]
  /** Stops every new call with this secret, waiting reads included. Calls already in flight are allowed to finish. */
  close(): void
}

/** Of a vendor whose sends may only name accounts that the app knows. */
interface Accounts {
  check(userIds: readonly string[]): Promise<Answer<ReadonlyMap<string, AccountStatus>>>
  import(account: Account): Promise<Answer<true>>
}

/** Of a vendor whose viewers must have joined a running game. */
interface Game {
  /** Whether the room has a comment by which viewers join. */
  canJoin: boolean
  join(viewer: ZegoViewer): Promise<void>
  stateOf(userId: string): { accountState: GameStanding; trouble: Trouble | null }
}

export interface ConnectionDeps {
  activeSends: ActiveSends
  clock: Clock
  random: Random
  log: Log
  policy: Policy
  post: Post
  limits: Limits
  /** A vendor's answer agrees with this computer's wall clock. */
  confirmTime(): void
  boot: string
  sessions: Sessions
  receiptCounters: ReceiptCounters
  /** The receivers that the host watches in this room besides the room's own. */
  storedReceivers(room: string): string[]
  onChange(): void
  onReading(reading: Reading): void
  /** A viewer came into a game, or was turned away. */
  onGame(): void
  onRoomTotals(totals: RoomTotals): void
}

/** Notes how long the last answered call took, and whether its date confirms this computer's clock. */
export function timedPost(deps: ConnectionDeps, room: RoomConfig) {
  let lastMs: number | null = null
  // The simulated vendors read the same clock, so they confirm nothing.
  const isForeign = room.environment !== 'sandbox'
  const timed: Post = async (url, body) => {
    const exchange: Exchange = await deps.post(url, body)
    if (exchange.kind !== 'answer') return exchange
    lastMs = Math.round(exchange.ms)
    const apartMs = Math.abs(Date.parse(exchange.date ?? '') - deps.clock.now())
    if (isForeign && apartMs < deps.policy.rooms.clocksAgreeWithinMs) deps.confirmTime()
    return exchange
  }
  return { post: timed, lastMs: (): number | null => lastMs }
}
