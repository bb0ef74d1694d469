import { searchedText } from '../../../shared/domain/search.ts'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Environment } from '../../../shared/contract/fields.ts'
import type { Show } from '../../../shared/contract/on-air.ts'
import type { Policy } from '../policy.ts'
import { exportRows } from './export-rows.ts'
import type {
  ExportedPage,
  ExportPage,
  Found,
  FoundPage,
  HistoryFilter,
  HistoryPage,
  SessionRow,
  Story,
  StoryStep,
} from './history-protocol.ts'
import type { Send } from './send.ts'
import { isUnsent } from './states.ts'

/** Slow reads of the ledger. The connection is read-only, and no read stays open after its call. */
interface HistoryStore {
  search(filter: HistoryFilter, page: HistoryPage): FoundPage
  story(id: string): Story | null
  sessions(limit: number): SessionRow[]
  export(page: ExportPage): ExportedPage
  close(): void
}

type Row = Record<string, unknown>

export function openHistoryStore(dir: string, { busyTimeoutMs }: Policy['ledger']): HistoryStore {
  const db = new DatabaseSync(path.join(dir, 'ledger.db'), { readOnly: true, timeout: busyTimeoutMs })
  const all = ({ sql, values }: Sql) => db.prepare(sql).all(...values) as Row[]
  const toSend = (row: Row) => JSON.parse(row['data'] as string) as Send
  const sendOf = (id: string) =>
    all({ sql: 'SELECT data FROM sends WHERE id = ?', values: [id] }).map(toSend)[0] ?? null

  /** The STOPs that cancelled at least `from` sends: the stop's seq, the count and the newest press. */
  function folds(where: Sql, from: number) {
    const { sql, values } = and(where, { sql: 'stop IS NOT NULL', values: [] })
    return all({
      sql: `SELECT stop, count(*) AS count, max(pressed) AS head FROM history WHERE ${sql} GROUP BY stop HAVING count(*) >= ?`,
      values: [...values, from],
    }) as { stop: number; count: number; head: number }[]
  }

  const sumOf = (sql: string, { values }: Sql) => all({ sql, values })[0]!['total'] as number
  const counted = (rows: Sql) => sumOf(`SELECT count(*) AS total FROM history WHERE ${rows.sql}`, rows)
  const totalled = (rows: Sql) => sumOf(`SELECT coalesce(sum(sends), 0) AS total FROM totals WHERE ${rows.sql}`, rows)

  return {
    search(filter, { before, after, offset = 0, limit, foldFrom }) {
      const wanted = whereOf(filter)
      const folded = foldFrom === undefined ? [] : folds(wanted, foldFrom)
      const rows = folded.length === 0 ? wanted : and(wanted, unlessFolded(folded))
      const { sql, values } = and(rows, between(before, after))
      // `after` selects the nearest newer sends, which needs ascending order. The result is reversed below.
      const direction = after === undefined ? 'DESC' : 'ASC'
      const found = all({
        sql: `SELECT h.pressed, h.stop, sends.data FROM
                (SELECT pressed, id, stop FROM history WHERE ${sql} ORDER BY pressed ${direction} LIMIT ? OFFSET ?) AS h
                CROSS JOIN sends ON sends.id = h.id ORDER BY h.pressed ${direction}`,
        values: [...values, limit + 1, offset],
      })
      const shown = found.slice(0, limit)
      const counts = new Map(folded.map(({ head, stop, count }) => [head, { stop, count }]))
      const items = shown.map((row): Found => {
        const fold = counts.get(row['pressed'] as number)
        return { send: toSend(row), ...(fold && { folded: fold }) }
      })
      return {
        items: direction === 'ASC' ? items.toReversed() : items,
        total: folded.length === 0 && isTotalled(filter) ? totalled(wanted) : counted(rows),
        more: found.length > limit,
      }
    },
    story(id) {
      const send = sendOf(id)
      if (!send) return null
      const steps = all({
        sql: `SELECT seq, boot, events.at, mono, state, evidence, call_id, api, body
              FROM events LEFT JOIN calls ON calls.id = call_id WHERE send_id = ? ORDER BY seq`,
        values: [id],
      })
      const children = all({
        sql: `SELECT data FROM history CROSS JOIN sends USING (id) WHERE parent = ? ORDER BY pressed`,
        values: [id],
      })
      return {
        send,
        steps: steps.map(toStep),
        parent: send.parentId === undefined ? null : sendOf(send.parentId),
        children: children.map(toSend),
      }
    },
    sessions(limit) {
      const rows = all({
        sql: `SELECT id, room, environment, started_at, ended_at, shows FROM sessions
              WHERE ended_at IS NULL OR shows != '[]' OR id IN (SELECT session FROM totals WHERE sends > 0)
              ORDER BY started_at DESC LIMIT ?`,
        values: [limit],
      })
      const ids = rows.map((row) => row['id'] as string)
      const totals = all({
        sql: `SELECT session, kind, state, sum(sends) AS sends, sum(pieces) AS pieces,
                iif(sum(priced) > 0, sum(coins), NULL) AS coins, sum(priced) AS priced
              FROM totals WHERE session IN (${placeholders(ids)})
              GROUP BY session, kind, state HAVING sum(sends) > 0`,
        values: ids,
      }) as (SessionRow['totals'][number] & { session: string })[]
      const bySession = Map.groupBy(totals, ({ session }) => session)
      return rows.map((row) => ({
        id: row['id'] as string,
        room: row['room'] as string,
        environment: row['environment'] as Environment,
        startedAt: row['started_at'] as number,
        endedAt: row['ended_at'] as number | null,
        shows: JSON.parse(row['shows'] as string) as Show[],
        totals: (bySession.get(row['id'] as string) ?? []).map(({ kind, state, sends, pieces, coins, priced }) => ({
          kind,
          state,
          sends,
          pieces,
          coins,
          priced,
        })),
      }))
    },
    export({ filter, after, limit, format, language, names }) {
      const lastStop = all({ sql: 'SELECT coalesce(max(up_to), 0) AS up_to FROM stops', values: [] })[0]!['up_to']
      const { sql, values } = and(whereOf(filter), { sql: 'pressed > ?', values: [after] })
      const sends = all({
        sql: `SELECT sends.data FROM (SELECT pressed, id FROM history WHERE ${sql} ORDER BY pressed LIMIT ?) AS h
              CROSS JOIN sends ON sends.id = h.id ORDER BY h.pressed`,
        values: [...values, limit],
      }).map(toSend)
      for (const send of sends)
        if (send.firstSeq <= (lastStop as number) && isUnsent(send.state))
          Object.assign(send, { state: 'cancelled', reason: 'cancelled-by-stop' })
      const last = sends.length < limit ? null : sends.at(-1)!.pressed
      return { text: exportRows(sends, { format, language, names, first: after === 0 }), last }
    },
    close: () => db.close(),
  }
}

const between = (before: number | undefined, after: number | undefined): Sql =>
  and(
    before === undefined ? { sql: 'TRUE', values: [] } : { sql: 'pressed < ?', values: [before] },
    after === undefined ? { sql: 'TRUE', values: [] } : { sql: 'pressed > ?', values: [after] },
  )

/** Keeps only the newest row of each fold; it represents the others. */
function unlessFolded(folded: readonly { stop: number; head: number }[]): Sql {
  const stops = folded.map(({ stop }) => stop)
  const heads = folded.map(({ head }) => head)
  return {
    sql: `stop IS NULL OR stop NOT IN (${placeholders(stops)}) OR pressed IN (${placeholders(heads)})`,
    values: [...stops, ...heads],
  }
}

function toStep(row: Row): StoryStep {
  const { seq, boot, at, mono, state, evidence, call_id: id, api, body } = row
  return {
    ...({ seq, boot, at, mono, state } as Pick<StoryStep, 'seq' | 'boot' | 'at' | 'mono' | 'state'>),
    evidence: JSON.parse(evidence as string) as StoryStep['evidence'],
    // The call of an old attempt may have been erased together with other sends in the same call.
    call: id === null || body === null ? null : { id: id as string, api: api as string, body: body as string },
  }
}

type Sql = { sql: string; values: (string | number)[] }

/** True if the table `totals` has the columns that the filter needs. */
const isTotalled = ({ text, since, until, stop }: HistoryFilter) =>
  [text, since, until, stop].every((each) => each === undefined)

/** The filter as SQL over `history`. Values are always bound, never written into the text. */
function whereOf(filter: HistoryFilter): Sql {
  const { state, kind, vendor, text, giftIds = [], giftRoom = '', since, until, session, stop } = filter
  const conditions: string[] = []
  const values: Sql['values'] = []
  const add = (sql: string, ...bound: Sql['values']) => {
    conditions.push(sql)
    values.push(...bound)
  }
  if (state) {
    add(`state IN (${placeholders(state)})`, ...state)
    // SQLite uses the index of these rows only if the query repeats its condition.
    if (!state.includes('delivered')) add(`state != 'delivered'`)
  }
  if (kind) add('kind = ?', kind)
  if (vendor) add('vendor = ?', vendor)
  if (since !== undefined) add('created_at >= ?', since)
  if (until !== undefined) add('created_at <= ?', until)
  if (session !== undefined) add('session = ?', session)
  if (stop !== undefined) add('stop = ?', stop)
  const wanted = text === undefined ? '' : searchedText(text)
  if (wanted) {
    const asWord = (value: string) => `\n${value.toLowerCase()}\n`
    // A deck's gift names apply only to sends of its own room. The id is the first search word of a gift.
    const named = giftIds.map(() => ' OR (instr(words, ?) = 1 AND instr(words, ?) > 0)').join('')
    add(`(instr(words, ?) > 0${named})`, wanted, ...giftIds.flatMap((id) => [asWord(id), asWord(giftRoom)]))
  }
  return { sql: conditions.length === 0 ? 'TRUE' : conditions.join(' AND '), values }
}

const and = (...all: Sql[]): Sql => ({
  sql: all.map(({ sql }) => `(${sql})`).join(' AND '),
  values: all.flatMap(({ values }) => values),
})

const placeholders = (items: readonly unknown[]) => items.map(() => '?').join(', ')
