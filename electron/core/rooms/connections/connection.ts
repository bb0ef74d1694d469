import type { Vendor, ZegoViewer } from '../../../../shared/contract/fields.ts'
import type { ConnectionCounts } from '../../counts/connection-counts.ts'
import type { ReceiptCounters } from '../../counts/receipt-counts.ts'
import type { Sessions } from '../../counts/session.ts'
import type { Send } from '../../ledger/send.ts'
import type { ActiveSends } from '../../ledger/active-sends.ts'
import type { Slices } from '../../platform/slices.ts'
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
  /** See tencentKey in room-secrets.ts. */
  key: string
  roomId: string
  host: string
  hasSecret: boolean
  dispatcher: Dispatcher
  lastRoundTripMs(): number | null
  /** A problem that does not stop sending, such as a rejected join comment. */
  trouble(): Trouble | null
  joined?(): boolean
  /** Looks up the outcome of this send now, or a hint of it. */
  check(send: Send): Promise<void>
  /** Called for a changed or open send of this connection, of this run or an earlier one. Follows it up if needed. */
  adopt(send: Send): void
  counts?: ConnectionCounts
  readGifts?(): Promise<Answer<CatalogueGift[]>>
  accounts?: Accounts
  game?: Game
  /** Limits that are not part of a dispatcher lane. */
  otherLimits: { api: string; limit: RateLimit }[]
  /** Stops every new call with this secret, waiting reads included. Calls already in flight are allowed to finish. */
  close(): void
}

/** For a vendor that accepts only accounts imported into the app. */
interface Accounts {
  check(userIds: readonly string[]): Promise<Answer<ReadonlyMap<string, AccountStatus>>>
  import(account: Account): Promise<Answer<true>>
}

/** For a vendor whose viewers must join a running game before they send gifts. */
interface Game {
  /** True if the room has a join comment. */
  canJoin: boolean
  join(viewer: ZegoViewer): Promise<void>
  stateOf(userId: string): { accountState: GameStanding; trouble: Trouble | null }
}

export interface ConnectionDeps {
  activeSends: ActiveSends
  clock: Clock
  random: Random
  log: Log
  slices: Slices
  policy: Policy
  post: Post
  limits: Limits
  /** Called when a vendor's answer agrees with this computer's wall clock. */
  confirmTime(): void
  runId: string
  sessions: Sessions
  receiptCounters: ReceiptCounters
  /** The receivers that the host watches in addition to the room's receiver. */
  storedReceivers(room: string): string[]
  onChange(): void
  onReading(reading: Reading): void
  /** Called when a viewer joined a game or was rejected. */
  onGame(): void
  onRoomTotals(totals: RoomTotals): void
}

/** Wraps `post`: measures the last answered call, and confirms the wall clock if the answer's date agrees with it. */
export function timedPost(deps: ConnectionDeps, room: RoomConfig) {
  let lastMs: number | null = null
  // The simulated vendors use this computer's clock, so their dates are no confirmation.
  const isRealVendor = room.environment !== 'sandbox'
  const timed: Post = async (url, body) => {
    const exchange: Exchange = await deps.post(url, body)
    if (exchange.kind !== 'answer') return exchange
    lastMs = Math.round(exchange.ms)
    const differenceMs = Math.abs(Date.parse(exchange.date ?? '') - deps.clock.now())
    if (isRealVendor && differenceMs < deps.policy.rooms.clocksAgreeWithinMs) deps.confirmTime()
    return exchange
  }
  return { post: timed, lastMs: (): number | null => lastMs }
}
