import { median } from './percentile.ts'

/** Writes rows as a Markdown table. Its last row tells how fast the machine was meanwhile. */
export function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`
  const calibration = [`*calibration: a fixed piece of pure work, ms*`, figure(calibrationMs(), 1)]
  const empty = head.slice(calibration.length).map(() => '')
  return [line(head), line(head.map(() => '---')), ...rows.map(line), line([...calibration, ...empty])].join('\n')
}

/** Times a fixed loop. Figures of two tables are compared by their ratio to it. */
function calibrationMs(): number {
  const times = Array.from({ length: 5 }, () => {
    const begun = performance.now()
    let sum = 0
    for (let at = 0; at < 20_000_000; at++) sum = (sum * 31 + at) | 0
    return sum === 0 ? Number.NaN : performance.now() - begun
  })
  return median(times)
}

export const figure = (value: number, digits = 3) => (Number.isFinite(value) ? value.toFixed(digits) : 'none')
