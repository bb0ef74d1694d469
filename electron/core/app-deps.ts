import type { NamedGift } from './deck/gift-names.ts'
import type { ActiveSends } from './ledger/active-sends.ts'
import type { History } from './ledger/history.ts'
import type { Ledger } from './ledger/ledger.ts'
import type { Policy } from './policy.ts'
import type { Clock, Log, Random } from './ports.ts'
import type { ActiveRoom } from './rooms/active-room.ts'
import type { CapCounter } from './safety/caps.ts'
import type { Lock } from './safety/lock.ts'

/** The dependencies of the features. Created once, in create-app.ts. */
export interface AppDeps {
  clock: Clock
  random: Random
  log: Log
  policy: Policy
  ledger: Ledger
  /** The history of sends. Open sends are in ActiveSends. */
  history: History
  activeSends: ActiveSends
  /** This run of the program. */
  runId: string
  lock: Lock
  caps: CapCounter
  isStopped(): boolean
  room(): ActiveRoom
  /** Another room is being opened; a press into this one would be lost. */
  isChangingRoom(): boolean
  /** The gifts on the keys of the active room. */
  gifts(): readonly NamedGift[]
  /** The id of the present session: see sends/session.ts. */
  session(): string
}
