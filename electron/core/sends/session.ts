import type { Ledger } from '../ledger/ledger.ts'
import type { SessionMark } from '../ledger/protocol.ts'
import type { Clock, Log, Random } from '../ports.ts'
import type { RoomConfig } from '../rooms/room-config.ts'

/** One run of the program in one room. A change of room ends it and begins the next. */
export interface Session {
  id(): string
  begin(room: RoomConfig): void
  end(): void
}

export function createSession(lent: {
  ledger: Ledger
  clock: Clock
  random: Random
  log: Log
  boot: string
  /** It is on the disk, so that whoever asks now finds it. */
  onBegun(): void
}): Session {
  const { ledger, clock, random, log, boot } = lent
  let id = ''
  // No press waits for it: a session that could not be recorded is only missing from the list.
  const record = (session: SessionMark) =>
    ledger
      .record({ changes: [], session })
      .catch((error: Error) => log.warn('A session could not be recorded.', { detail: error.message }))
  return {
    id: () => id,
    begin({ name, environment }) {
      id = random.uuid()
      void record({ begins: { id, boot, room: name, environment, at: clock.now() } }).then(() => lent.onBegun())
    },
    end: () => void record({ ends: { id, at: clock.now() } }),
  }
}
