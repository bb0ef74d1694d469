/** Where an arrow key leads in a grid of `total` keys, `columns` wide; null = not an arrow. */
export function stepThrough(pressed: string, from: number, columns: number, total: number): number | null {
  const last = total - 1
  const rowStart = from - (from % columns)
  switch (pressed) {
    case 'ArrowRight':
      return Math.min(from + 1, last)
    case 'ArrowLeft':
      return Math.max(from - 1, 0)
    case 'ArrowDown':
      return from + columns > last ? from : from + columns
    case 'ArrowUp':
      return from - columns < 0 ? from : from - columns
    case 'Home':
      return rowStart
    case 'End':
      return Math.min(rowStart + columns - 1, last)
    default:
      return null
  }
}
