const smallestKeyPx = 84
/** Bigger ones would shout. */
const biggestKeyPx = 176
const lowKeyPx = 80
const gapPx = 8
/** The panel's edge left and right of the grid, its gaps included. */
const besidePx = 16
/** The panel's edge below the grid. */
const belowPx = 12
/** Square keys would show three rows at most. */
const lowGridPx = 376

interface Place {
  /** The panel's own. */
  width: number
  height: number
  /** What stands in the panel over the grid: title, live lock, multipliers, tabs. */
  above: number
}

/** The biggest square keys of which all fit; low ones where a low panel leaves no room for square ones. */
export function fitKeys({ width, height, above }: Place, keys: number) {
  if (width === 0) return { columns: 4, compact: false }
  const across = width - besidePx
  const down = height - above - belowPx
  const sizeOf = (columns: number) => Math.floor(across / columns) - gapPx
  const most = Math.max(2, Math.floor(across / (smallestKeyPx + gapPx)))
  const least = Math.min(most, Math.max(2, Math.ceil(across / (biggestKeyPx + gapPx))))
  for (let columns = least; columns <= most; columns++)
    if (Math.ceil(keys / columns) * (sizeOf(columns) + gapPx) + gapPx <= down) return { columns, compact: false }
  const fitsLow = Math.ceil(keys / most) * (lowKeyPx + gapPx) + gapPx <= down
  return { columns: most, compact: height > 0 && (fitsLow || down < lowGridPx) }
}
