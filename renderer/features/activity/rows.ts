import type { FoundSend } from '../../../shared/contract/sends.ts'
import type { Receipt } from '../../../shared/contract/send.ts'

/** The loaded part of the history. `items` are the rows from index `start`, newest first; `total` counts all rows. */
export interface Rows {
  start: number
  items: readonly FoundSend[]
  total: number
}

/**
 * At most this many rows are in memory. No screen shows as many, and 100,000 sends in the ledger need no more memory.
 */
export const mostRows = 600

export const noRows: Rows = { start: 0, items: [], total: 0 }

export const rowAt = ({ start, items }: Rows, index: number): FoundSend | undefined => items[index - start]

const newestFirst = (a: Receipt, b: Receipt) => b.pressed - a.pressed

/** Appends the next older page and drops rows far above. */
export function withOlder({ start, items }: Rows, page: { items: readonly FoundSend[]; total: number }): Rows {
  const last = items.at(-1)?.pressed ?? Infinity
  const all = [...items, ...page.items.filter(({ pressed }) => pressed < last)]
  const spare = Math.max(0, all.length - mostRows)
  return { start: start + spare, items: all.slice(spare), total: page.total }
}

/** Prepends the next newer page and drops rows far below. */
export function withNewer({ start, items }: Rows, page: { items: readonly FoundSend[]; total: number }): Rows {
  const first = items[0]?.pressed ?? -Infinity
  const newer = page.items.filter(({ pressed }) => pressed > first)
  // `start` is computed from counts that may be out of date, so it must not become negative.
  return { start: Math.max(0, start - newer.length), items: [...newer, ...items].slice(0, mostRows), total: page.total }
}

/** Applies changed sends to the rows and removes those that no longer match the filter. */
export function withChanges(
  rows: Rows,
  changed: ReadonlyMap<string, Receipt>,
  belongs: (send: Receipt) => boolean,
): Rows {
  if (!rows.items.some(({ id }) => changed.has(id))) return rows
  const items = rows.items.flatMap((row): FoundSend[] => {
    const next = changed.get(row.id)
    if (next === undefined || next.seq <= row.seq) return [row]
    return belongs(next) ? [{ ...next, ...(row.folded && { folded: row.folded }) }] : []
  })
  return { ...rows, items, total: rows.total - (rows.items.length - items.length) }
}

/** Inserts new sends and sorts the rows, because sends may arrive out of order. */
export function withFresh({ items, total }: Rows, fresh: readonly FoundSend[]): Rows {
  const added = fresh.filter(({ id }) => !items.some((row) => row.id === id))
  const all = [...added, ...items].toSorted(newestFirst)
  return { start: 0, items: all.slice(0, mostRows), total: total + added.length }
}
