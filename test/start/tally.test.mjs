import { describe, expect, it } from 'vitest'
import { readPlaywright, readVitest, slowest } from '../tally.mjs'

const vitest = { numPassedTests: 5, numFailedTests: 0, numPendingTests: 1, testResults: [] }
const playwright = { stats: { expected: 4, flaky: 1, unexpected: 0, skipped: 2 }, errors: [], suites: [] }

describe('the closing line', () => {
  it('has the number of the tests that passed and of those that were skipped', () => {
    const whole = { failed: 0, notes: [], files: [] }
    expect(readVitest({ report: vitest, ok: true })).toEqual({ ...whole, passed: 5, skipped: 1 })
    expect(readPlaywright({ report: playwright, ok: true })).toEqual({ ...whole, passed: 5, skipped: 2 })
  })

  it('names the parts that were not reached in time, and counts the finished ones', () => {
    const errors = [
      { message: '\u001B[31mTimed out waiting 60s for the test suite to run\u001B[39m' },
      { message: 'Timed out waiting 60s for the teardown for test suite to run' },
    ]
    const part = readPlaywright({ report: { ...playwright, errors }, ok: false })
    expect(part).toMatchObject({ passed: 5, failed: 0, notReached: 'the time was up before 2 of its tests' })
    const other = [{ message: 'Timed out waiting 30s from config.webServer.' }]
    expect(readPlaywright({ report: { ...playwright, errors: other }, ok: false }).failed).toBe(1)
  })

  it('comes after the ten slowest files', () => {
    const files = Array.from({ length: 12 }, (_, nth) => ({ name: `test/${nth}.test.ts`, ms: 1_000 * nth }))
    const lines = slowest([{ files: files.slice(6) }, { files: files.slice(0, 6) }])
      .split('\n')
      .filter((line) => line.includes('test/'))
    expect(lines).toHaveLength(10)
    expect(lines[0]).toBe('   11.0 s  test/11.test.ts')
  })

  it('counts a file that could not be loaded as a failure', () => {
    const testResults = [{ name: '/x.test.ts', status: 'failed', message: 'no such file', assertionResults: [] }]
    expect(readVitest({ report: { ...vitest, testResults }, ok: false }).failed).toBe(1)
    expect(readPlaywright({ report: { ...playwright, errors: [{}] }, ok: false }).failed).toBe(1)
  })

  it('never calls a run successful that failed or left no report', () => {
    const red = readVitest({ report: vitest, ok: false })
    expect(red.failed).toBe(1)
    expect(red.notes).toEqual([expect.stringContaining('ended red')])
    expect(readPlaywright({ report: playwright, ok: false }).failed).toBe(1)
    expect(readVitest({ report: undefined, ok: true }).failed).toBe(1)
    expect(readPlaywright({ report: undefined, ok: true }).failed).toBe(1)
  })

  it('comes after the name of each failed test, and of each that passed only on a retry', () => {
    const file = import.meta.filename
    const failed = { status: 'failed', fullName: 'a gift is delivered once', failureMessages: ['expected 2 to be 1'] }
    const unit = { ...vitest, numFailedTests: 1, testResults: [{ name: file, assertionResults: [failed] }] }
    expect(readVitest({ report: unit, ok: false }).notes).toEqual([
      'Failed: test/start/tally.test.mjs › a gift is delivered once\n    expected 2 to be 1',
    ])

    const results = [{ errors: [{ message: '\u001B[31mno such button\u001B[39m' }] }, { errors: [] }]
    const specs = [{ title: 'fires', tests: [{ projectName: 'browser', status: 'flaky', results }] }]
    const suites = [{ title: 'e2e/deck.test.ts', suites: [{ title: 'the deck', specs }] }]
    expect(readPlaywright({ report: { ...playwright, suites }, ok: true }).notes).toEqual([
      'Passed only when tried again: browser › e2e/deck.test.ts › the deck › fires\n    no such button',
    ])
  })
})
