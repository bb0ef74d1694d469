import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { makeFolder } from '../support/make-app.ts'

export interface StandIn {
  /** To be put before the PATH. */
  folder: string
  /** The arguments of every call, in their order. */
  calls: () => string[][]
}

/**
 * A program on the PATH that writes down how it was called. `answers`: JavaScript with the arguments in `args`, which
 * prints and sets the exit code as the real program does. Windows finds no program without an extension.
 */
export function standInFor(program: string, answers = ''): StandIn {
  const folder = makeFolder()
  const record = path.join(folder, 'calls')
  writeFileSync(record, '')
  const script = path.join(folder, 'stand-in.cjs')
  writeFileSync(
    script,
    `const args = process.argv.slice(2)
require('node:fs').appendFileSync(${JSON.stringify(record)}, JSON.stringify(args) + '\\n')
${answers}`,
  )
  const bin = path.join(folder, 'bin')
  mkdirSync(bin)
  const file = path.join(bin, program)
  writeFileSync(file, `#!/bin/sh\nexec '${process.execPath}' '${script}' "$@"\n`)
  chmodSync(file, 0o755)
  const lines = () => readFileSync(record, 'utf8').split('\n').filter(Boolean)
  return { folder: bin, calls: () => lines().map((line) => JSON.parse(line) as string[]) }
}

export const withPath = (folder: string) => ({ PATH: `${folder}${path.delimiter}${process.env['PATH']}` })
