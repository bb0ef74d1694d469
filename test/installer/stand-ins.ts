import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { makeFolder } from '../support/make-app.ts'

interface StandIns {
  /** To be put before the PATH. */
  folder: string
  /** Every call in its order: the program, then its arguments. */
  calls: () => string[][]
}

/**
 * Programs on the PATH that write down how they were called. `answers`: JavaScript with the arguments in `args`, which
 * prints and sets the exit code as the real program does. Windows finds no program without an extension, so tests with
 * these are skipped there.
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
    // What a test has Node load first is not meant for these.
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

/** The answer of an `xvfb-run` whose screen is there at once: it runs what it is given. */
export const screen = `const { status } = require('node:child_process').spawnSync(args[1], args.slice(2), { stdio: 'inherit' })
process.exitCode = status`
