/** How far a total moved since the baseline; unknown when either side is. Totals may fall. */
export function changeSince(now: number | null, then: number | null | undefined): number | null {
  return now === null || then === null || then === undefined ? null : now - then
}
