import type { Reading, RoomTotals } from '../../../shared/contract/counts.ts'
import type { Trouble } from '../vendors/vendor.ts'

/** What one connection of the room knows of the gifts received. */
export interface ConnectionCounts {
  /** The room's own receiver first. */
  readings(): Reading[]
  /** Waits until each of them was read anew. */
  refresh(): Promise<unknown>
  resetBaseline(): void
  /** False where no reset can be undone. */
  undoBaseline(): boolean
  /** Why the last reading of the room's own receiver failed. */
  trouble(): Trouble | null
  /** Chooses whose totals are read; only a vendor that has totals lets itself be asked. */
  watch?(receivers: readonly string[]): void
  /** Where the vendor has totals of the whole room. */
  roomTotals?(): RoomTotals
}

type Counting = readonly { counts?: ConnectionCounts | undefined }[]

/** Of every connection of a room. */
export const readingsOf = (connections: Counting): Reading[] =>
  connections.flatMap(({ counts }) => counts?.readings() ?? [])

/** Null where the room has no vendor that counts for the whole room. */
export function roomTotalsOf(connections: Counting): RoomTotals | null {
  for (const { counts } of connections) if (counts?.roomTotals) return counts.roomTotals()
  return null
}
