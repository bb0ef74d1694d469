import type { Reading, RoomTotals } from '../../../shared/contract/counts.ts'
import type { Trouble } from '../vendors/vendor.ts'

/** The counts of received gifts over one connection of a room. */
export interface ConnectionCounts {
  /** One reading for each watched receiver, the room's own first. */
  readings(): Reading[]
  /** Resolves after every receiver was read again. */
  refresh(): Promise<unknown>
  resetBaseline(): void
  /** Undoes the last reset of the baseline. False where there is none to undo. */
  undoBaseline(): boolean
  /** Why the last reading of the room's own receiver failed. */
  trouble(): Trouble | null
  /** Chooses the receivers whose totals are read. Missing where the vendor has no totals. */
  watch?(receivers: readonly string[]): void
  /** Missing where the vendor has no totals of the whole room. */
  roomTotals?(): RoomTotals
}

type Counting = readonly { counts?: ConnectionCounts | undefined }[]

/** The readings of all connections of a room. */
export const readingsOf = (connections: Counting): Reading[] =>
  connections.flatMap(({ counts }) => counts?.readings() ?? [])

/** Null where no vendor of the room has totals of the whole room. */
export function roomTotalsOf(connections: Counting): RoomTotals | null {
  for (const { counts } of connections) if (counts?.roomTotals) return counts.roomTotals()
  return null
}
