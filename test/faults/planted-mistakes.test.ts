import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { makeFolder } from '../support/make-app.ts'
import { long } from '../support/tier.ts'
import { mistakes } from './planted-mistakes/mistakes.ts'

const root = path.resolve(import.meta.dirname, '../..')

interface Report {
  testResults: { assertionResults: { status: string; fullName: string }[] }[]
}

/** Runs the tests that must detect the mistake, on a copy of the product that contains it. */
async function find(nth: number): Promise<string[]> {
  const { file, tests } = mistakes[nth]!.caughtBy
  const report = path.join(makeFolder(), 'report.json')
  const args = ['run', '--config=test/vitest.config.ts', file, '-t', tests, '--reporter=json', `--outputFile=${report}`]
  const child = spawn(process.execPath, [path.join(root, 'node_modules/vitest/vitest.mjs'), ...args], {
    cwd: root,
    stdio: 'ignore',
    env: { ...process.env, PLANTED: String(nth) },
  })
  await once(child, 'exit')
  const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as Report
  return testResults.flatMap((each) => each.assertionResults.map(({ status }) => status))
}

describe('the tests notice that', long, () => {
  it.each(mistakes.map(({ name }, nth) => [name, nth] as const))('%s', async (_, nth) => {
    expect(await find(nth)).toContain('failed')
  })
})
