import type { Reading, RoomTotals } from '../../shared/contract/counts.ts'
import type { CheckStep, RoomInput } from '../../shared/contract/room.ts'
import type { Safety } from '../../shared/contract/safety.ts'
import type { Status } from '../../shared/contract/status.ts'
import type { Announcer } from './announcements/announcer.ts'
import type { AppDeps } from './app-deps.ts'
import type { Backups } from './backups/backups.ts'
import type { ReceiversSetting } from './counts/receivers.ts'
import type { KeyTotals } from '../../shared/contract/deck.ts'
import type { DeckKeys } from './deck/keys.ts'
import type { KeyPress } from './deck/press-key.ts'
import type { LogWithFailures } from './diagnostics/recent-failures.ts'
import type { StallDetector } from './platform/stall-detector.ts'
import type { Idempotency } from './access/idempotency.ts'
import type { Pairings } from './access/pairings.ts'
import type { Tokens } from './access/tokens.ts'
import type { Broadcast } from './create-broadcast.ts'
import type { ObsLink } from './on-air/obs-link.ts'
import type { GoalsSetting } from './goals/goals.ts'
import type { EventStream } from './events/event-stream.ts'
import type { PeopleStore } from './people/people.ts'
import type { Ports } from './ports.ts'
import type { Rooms } from './rooms/rooms.ts'
import type { SandboxHost } from './rooms/sandbox-room.ts'
import type { createSessionPoints } from './counts/session-points.ts'
import type { StopRecord } from './safety/last-stop.ts'

/** Everything that the router and the transports need. */
export interface App {
  ports: Ports
  log: LogWithFailures
  backups: Backups
  deps: AppDeps
  /** Tries every link of a room's connections. Nothing is sent. */
  checkRoom(input: RoomInput): AsyncGenerator<CheckStep, void, void>
  keys: DeckKeys
  pressKey: KeyPress
  keyTotals: { read(): KeyTotals }
  announcer: Announcer
  people: PeopleStore
  goals: GoalsSetting
  receivers: ReceiversSetting
  rooms: Rooms
  sandbox: SandboxHost
  tokens: Tokens
  pairings: Pairings
  broadcast: Broadcast
  obs: ObsLink
  idempotency: Idempotency
  stallDetector: StallDetector
  eventStream: EventStream
  version: string
  /** The control API is served at this address now; undefined = it is not served. */
  setAddress(address: string | undefined): void
  status(): Promise<Status>
  safety(): Safety
  readings(): Reading[]
  /** Null where the room has no vendor that counts for the whole room. */
  roomTotals(): RoomTotals | null
  /** How the counts of this session moved. */
  sessionPoints(): ReturnType<ReturnType<typeof createSessionPoints>['read']>
  /** The sends that the last STOP affected. */
  stops: StopRecord
  setStopped(stopped: boolean): void
  /** Ends polling, closes the ledger and frees the folder. Nothing queued is sent; it is held at the next start. */
  stop(): Promise<void>
}
