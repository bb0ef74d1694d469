const smallestKeyPx = 84
/** Bigger ones would shout. */
const biggestKeyPx = 176
const lowKeyPx = 80
const gapPx = 8
/** The panel's edge left and right of the grid, its gaps included. */
const besidePx = 16
/** The panel's title and the multipliers above the grid, and what a row of tabs adds. */
const abovePx = 84
const tabsPx = 36
/** Square keys of this panel's height would show two rows at most. */
const lowPanelPx = 460

/** The biggest square keys of which all fit; low ones where a low panel leaves no room for square ones. */
export function fitKeys({ width, height }: { width: number; height: number }, keys: number, hasTabs: boolean) {
  if (width === 0) return { columns: 4, compact: false }
  const across = width - besidePx
  const down = height - abovePx - (hasTabs ? tabsPx : 0)
  const sizeOf = (columns: number) => Math.floor(across / columns) - gapPx
  const most = Math.max(2, Math.floor(across / (smallestKeyPx + gapPx)))
  const least = Math.min(most, Math.max(2, Math.ceil(across / (biggestKeyPx + gapPx))))
  for (let columns = least; columns <= most; columns++)
    if (Math.ceil(keys / columns) * (sizeOf(columns) + gapPx) + gapPx <= down) return { columns, compact: false }
  const fitsLow = Math.ceil(keys / most) * (lowKeyPx + gapPx) + gapPx <= down
  return { columns: most, compact: height > 0 && (fitsLow || height < lowPanelPx) }
}
