import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { longParts } from './long-parts.mjs'
import { root } from './support/read-imports.ts'
import config from './vitest.config.ts'

/** The files that vitest runs. The tests of the browser and the desktop are found by their tag alone. */
const files = globSync('test/**/*.test.{ts,tsx,mjs}', { cwd: root, exclude: ['test/{e2e,desktop}/**'] })
const named = longParts.flatMap((part) => ('vitest' in part ? (part.vitest ?? []) : []))
const hasLongCases = (text: string) =>
  /import \{[^}]*\b(inTier|isLong|long|longUnless|rowsInTier)\b[^}]*\} from '[./]*support\/tier\.ts'/.test(text)

it('every file of tests is in a project of vitest, because otherwise it would never run', () => {
  const { projects } = config.test as { projects: { test: { include: string[] } }[] }
  const included = new Set(projects.flatMap(({ test }) => globSync(test.include, { cwd: root })))
  expect(files.filter((file) => !included.has(file))).toEqual([])
})

it('every file with cases for the long tier is in a part of that tier, because otherwise the cases would never run', () => {
  expect(files.length).toBeGreaterThan(200)
  const withLongCases = files
    .map((file) => file.split(path.sep).join('/'))
    .filter((file) => hasLongCases(readFileSync(path.join(root, file), 'utf8')))
  expect(withLongCases.length).toBeGreaterThan(10)
  expect(withLongCases.filter((file) => !named.some((part) => file.startsWith(part)))).toEqual([])
  expect(named.filter((part) => !files.some((file) => file.split(path.sep).join('/').startsWith(part)))).toEqual([])
})
