/** Writes rows as a Markdown table. */
export function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

export const figure = (value: number, digits = 3) => (Number.isFinite(value) ? value.toFixed(digits) : 'none')
