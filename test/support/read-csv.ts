import { spawnSync } from 'node:child_process'

/** Python's csv module shares no code with our writer. */
const program = `
import csv, io, json, sys
csv.field_size_limit(10 ** 9)
text = sys.stdin.buffer.read().decode('utf-8-sig')
json.dump(list(csv.reader(io.StringIO(text, newline=''), strict=True)), sys.stdout)
`

const ask = (code: string, input = '') =>
  spawnSync('python3', ['-c', code], { input, encoding: 'utf8', maxBuffer: 1_000_000_000 })

/** Since 3.11 a field may hold NUL. */
const isThere = ask('import sys; sys.exit(0 if sys.version_info >= (3, 11) else 1)').status === 0
export const cannotReadCsv = isThere ? false : 'there is no python3 of 3.11 or later to read the table with'

/** Reads a table with another program. Throws if that program rejects the file. */
function readCsv(text: string): string[][] {
  const { status, stdout, stderr } = ask(program, text)
  if (status !== 0) throw new Error(`The table cannot be read: ${stderr}`)
  return JSON.parse(stdout) as string[][]
}

/** A cell that a spreadsheet reads as a formula. It ignores blanks and zero-width characters at the beginning. */
const formula = /^[\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\0]*[=+@＝＋－＠]/

interface Table {
  header: string[]
  rows: Record<string, string>[]
}

/** Reads a table, and checks that every row has the same number of columns and that no cell is a formula. */
export function readTable(text: string): Table {
  const [header, ...rows] = readCsv(text) as [string[], ...string[][]]
  for (const row of rows) {
    if (row.length !== header.length) throw new Error(`A row has ${row.length} cells: ${JSON.stringify(row)}`)
    const cell = row.find((each) => formula.test(each))
    if (cell !== undefined) throw new Error(`A cell begins a formula: ${JSON.stringify(cell)}`)
  }
  return { header, rows: rows.map((row) => Object.fromEntries(row.map((cell, at) => [header[at]!, cell]))) }
}

/** Tells whether a cell holds this text. A leading `'` may keep a spreadsheet from reading it as a formula. */
export const isCell = (cell: string | undefined, text: string) => cell === text || cell === `'${text}`
