import { create } from 'zustand'
import type { Preflight, PreflightRow } from '../../../shared/contract/preflight.ts'
import { client } from '../../platform/client.ts'
import { createResource } from '../../platform/resource.ts'

/** The board before the show; null until the host has opened it. */
export const preflight = createResource<{ board: Preflight | null }>('preflight', {
  initial: { board: null },
  load: async () => ({ board: await client.preflight.get() }),
})

/** The rows that got worse and were not dismissed. A row that changed again is no longer in the list. */
export const useWorse = create<{ rows: readonly PreflightRow[] }>(() => ({ rows: [] }))

export const dismissWorse = (id?: PreflightRow['id']) =>
  useWorse.setState(({ rows }) => ({ rows: id === undefined ? [] : rows.filter((row) => row.id !== id) }))

preflight.use.subscribe(({ board }, { board: before }) => {
  if (board === null) return dismissWorse()
  const isSame = (row: PreflightRow, old: PreflightRow | undefined) =>
    old?.state === row.state && old.reason === row.reason
  const find = (rows: readonly PreflightRow[], id: string) => rows.find((row) => row.id === id)
  useWorse.setState(({ rows }) => ({
    rows: board.rows.filter((row) => {
      const isListed = isSame(row, find(rows, row.id))
      // A row is in `worse` for a minute. What was dismissed in that time is not said again.
      const isNew =
        board.worse.includes(row.id) && !isSame(row, before === null ? undefined : find(before.rows, row.id))
      return isListed || isNew
    }),
  }))
})
