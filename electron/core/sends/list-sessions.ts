import type { SendState } from '../../../shared/contract/send.ts'
import type { SessionSummary } from '../../../shared/contract/sessions.ts'
import { iso } from '../../../shared/iso.ts'
import type { AppParts } from '../app-parts.ts'
import type { SessionRow } from '../ledger/history-protocol.ts'

/** The sessions with what was sent in each, newest first. */
export async function listSessions(
  { history, session }: Pick<AppParts, 'history' | 'session'>,
  limit: number,
): Promise<{ items: SessionSummary[] }> {
  const rows = await history.sessions(limit)
  const current = session()
  return { items: rows.map((row) => toSummary(row, row.id === current)) }
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

function toSummary(
  { id, room, environment, startedAt, endedAt, totals }: SessionRow,
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
