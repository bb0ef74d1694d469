import type { HistoryFilter } from './history-protocol.ts'

export type Sql = { sql: string; values: (string | number)[] }

/** The filter as SQL over `history`. Values are always bound, never written into the text. */
export function whereOf(filter: HistoryFilter): Sql {
  const { state, kind, vendor, text, giftIds = [], giftRoom = '', since, until, session, stop } = filter
  const parts: string[] = []
  const values: Sql['values'] = []
  const add = (sql: string, ...bound: Sql['values']) => {
    parts.push(sql)
    values.push(...bound)
  }
  if (state) add(`state IN (${marks(state)})`, ...state)
  if (kind) add('kind = ?', kind)
  if (vendor) add('vendor = ?', vendor)
  if (since !== undefined) add('created_at >= ?', since)
  if (until !== undefined) add('created_at <= ?', until)
  if (session !== undefined) add('session = ?', session)
  if (stop !== undefined) add('stop = ?', stop)
  const wanted = text?.trim().toLowerCase()
  if (wanted) {
    const line = (value: string) => `\n${value.toLowerCase()}\n`
    // The deck names gifts of its own room alone.
    const named = giftIds.map(() => ' OR (instr(words, ?) = 1 AND instr(words, ?) > 0)').join('')
    add(`(instr(words, ?) > 0${named})`, wanted, ...giftIds.flatMap((id) => [line(id), line(giftRoom)]))
  }
  return { sql: parts.length === 0 ? 'TRUE' : parts.join(' AND '), values }
}

export const and = (...all: Sql[]): Sql => ({
  sql: all.map(({ sql }) => `(${sql})`).join(' AND '),
  values: all.flatMap(({ values }) => values),
})

export const marks = (of: readonly unknown[]) => of.map(() => '?').join(', ')
