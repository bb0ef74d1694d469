import type { Ledger } from '../ledger/ledger.ts'
import type { SessionMark } from '../ledger/protocol.ts'
import type { Clock, Log, Random } from '../ports.ts'
import type { RoomConfig } from '../rooms/room-config.ts'
import type { SendState } from '../../../shared/contract/send.ts'
import type { SessionSummary } from '../../../shared/contract/sessions.ts'
import { iso } from '../../../shared/domain/time.ts'
import type { AppDeps } from '../app-deps.ts'
import type { SessionRow } from '../ledger/history-protocol.ts'

/** The time that one run of the program spends in one room. A change of room ends it and begins the next. */
interface Session {
  id(): string
  begin(room: RoomConfig): void
  end(): void
}

export function createSession(deps: {
  ledger: Ledger
  clock: Clock
  random: Random
  log: Log
  runId: string
  /** Called once the session is on the disk. A page that then fetches the list finds the session in it. */
  onBegun(): void
}): Session {
  const { ledger, clock, random, log, runId } = deps
  let id = ''
  // Presses do not wait for this write. A session that could not be recorded is only missing from the list.
  const record = (session: SessionMark) =>
    ledger
      .record({ changes: [], session })
      .catch((error: Error) => log.warn('A session could not be recorded.', { detail: error.message }))
  return {
    id: () => id,
    begin({ name, environment }) {
      id = random.uuid()
      void record({ begins: { id, boot: runId, room: name, environment, at: clock.now() } }).then(() => deps.onBegun())
    },
    end: () => void record({ ends: { id, at: clock.now() } }),
  }
}

/** The sessions with their totals, newest first. */
export async function listSessions(
  { history, session }: Pick<AppDeps, 'history' | 'session'>,
  limit: number,
): Promise<{ items: SessionSummary[] }> {
  const rows = await history.sessions(limit)
  const current = session()
  return { items: rows.map((row) => toSummary(row, row.id === current)) }
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

function toSummary(
  { id, room, environment, startedAt, endedAt, shows, totals }: SessionRow,
  current: boolean,
): SessionSummary {
  const states: Partial<Record<SendState, number>> = {}
  for (const { state, sends } of totals) states[state] = (states[state] ?? 0) + sends
  const of = (kind: 'gift' | 'announcement') => totals.filter((total) => total.kind === kind)
  const delivered = (kind: 'gift' | 'announcement') => of(kind).filter(({ state }) => state === 'delivered')
  const arrived = delivered('gift')
  const prices = arrived.flatMap(({ coins }) => (coins === null ? [] : [coins]))
  return {
    id,
    room,
    environment,
    startedAt: iso(startedAt),
    endedAt: current || endedAt === null ? null : iso(endedAt),
    current,
    shows,
    sends: sum(totals.map(({ sends }) => sends)),
    gifts: sum(of('gift').map(({ sends }) => sends)),
    announcements: sum(of('announcement').map(({ sends }) => sends)),
    states,
    delivered: {
      pieces: sum(arrived.map(({ pieces }) => pieces)),
      coins: prices.length === 0 ? null : sum(prices),
      unpriced: sum(arrived.map(({ sends, priced }) => sends - priced)),
      announcements: sum(delivered('announcement').map(({ sends }) => sends)),
    },
  }
}
