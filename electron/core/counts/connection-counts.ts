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
