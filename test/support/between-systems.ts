import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { root } from './read-imports.ts'

interface Trap {
  /** The replacement to use. */
  instead: string
  pattern: RegExp
}

/** Patterns of code that works on one system and fails on another. */
const traps: Trap[] = [
  {
    instead: 'removeFolder of test/support/this-system.ts: Windows holds files of a process that has just ended',
    pattern: /\brm(?:Sync)?\([^\n]*?recursive: true(?![^)]*maxRetries)/,
  },
  { instead: 'ControlOrMeta+: the shortcuts of macOS are with Command', pattern: /['"`]Control\+/ },
  {
    instead: 'isPrivate of test/support/this-system.ts: Windows has no such rights',
    pattern: /mode & 0o777\)\.toBe\(/,
  },
  {
    instead: 'endOfTerm of test/support/this-system.ts: Windows ends a process at once',
    pattern: /kill\('SIGTERM'\)\)\.to\w+\(\{ code: 0/,
  },
]

/** Tests about differences between the systems. Each says on which system it is skipped. */
const skippedElsewhere = ['test/core/settings/kept-in-memory.test.ts', 'test/desktop/hardening/closed-files.ts']

export const trapsIn = (file: string, source: string): string[] =>
  traps.filter(({ pattern }) => pattern.test(source)).map(({ instead }) => `${file}: use ${instead}`)

export function trapsOfTests(): string[] {
  return readdirSync(path.join(root, 'test'), { recursive: true, encoding: 'utf8' })
    .map((name) => path.posix.join('test', name.replaceAll(path.sep, '/')))
    .filter((file) => /\.(ts|tsx|mjs)$/.test(file) && !skippedElsewhere.includes(file))
    .filter((file) => file !== 'test/house.test.ts' && file !== 'test/support/between-systems.ts')
    .flatMap((file) => trapsIn(file, readFileSync(path.join(root, file), 'utf8')))
}
