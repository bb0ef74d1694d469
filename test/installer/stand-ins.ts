import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { makeFolder } from '../support/make-app.ts'

interface StandIns {
  /** The folder to put before the PATH. */
  folder: string
  /** Every call in order: the program, then its arguments. */
  calls: () => string[][]
}

/**
 * Makes fake programs for the PATH that record how they were called. `answers` has the JavaScript of each. It finds the
 * arguments in `args`, and prints and sets the exit code as the real program does. Windows finds no program without an
 * extension, so tests with fakes are skipped there.
 */
export function standIns(answers: Record<string, string>): StandIns {
  const folder = makeFolder()
  const record = path.join(folder, 'calls')
  writeFileSync(record, '')
  const bin = path.join(folder, 'bin')
  mkdirSync(bin)
  for (const [program, answer] of Object.entries(answers)) {
    const script = path.join(folder, `${program}.cjs`)
    const call = `JSON.stringify([${JSON.stringify(program)}, ...args]) + '\\n'`
    const lines = [
      'const args = process.argv.slice(2)',
      `require('node:fs').appendFileSync(${JSON.stringify(record)}, ${call})`,
      answer,
    ]
    writeFileSync(script, lines.join('\n'))
    const file = path.join(bin, program)
    // A test's `--import` options for Node do not apply to the fakes.
    writeFileSync(file, `#!/bin/sh\nNODE_OPTIONS= exec '${process.execPath}' '${script}' "$@"\n`)
    chmodSync(file, 0o755)
  }
  const lines = () => readFileSync(record, 'utf8').split('\n').filter(Boolean)
  return { folder: bin, calls: () => lines().map((line) => JSON.parse(line) as string[]) }
}

export function standInFor(program: string, answers = ''): StandIns {
  const { folder, calls } = standIns({ [program]: answers })
  return { folder, calls: () => calls().map(([, ...args]) => args) }
}

export const withPath = (folder: string) => ({ PATH: `${folder}${path.delimiter}${process.env['PATH']}` })

/** The answer of a fake `xvfb-run`: it runs the given program at once. */
export const screen = `const { status } = require('node:child_process').spawnSync(args[1], args.slice(2), { stdio: 'inherit' })
process.exitCode = status`
