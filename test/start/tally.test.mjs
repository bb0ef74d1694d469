import { describe, expect, it } from 'vitest'
import { readPlaywright, readVitest } from '../tally.mjs'

const vitest = { numPassedTests: 5, numFailedTests: 0, numPendingTests: 1, testResults: [] }
const playwright = { stats: { expected: 4, flaky: 1, unexpected: 0, skipped: 2 }, errors: [] }

describe('the closing line', () => {
  it('sums what ran', () => {
    expect(readVitest({ report: vitest, ok: true })).toEqual({ passed: 5, failed: 0, skipped: 1 })
    expect(readPlaywright({ report: playwright, ok: true })).toEqual({ passed: 5, failed: 0, skipped: 2 })
  })

  it('counts a file that could not even be read as a failure', () => {
    const testResults = [{ status: 'failed', assertionResults: [] }]
    expect(readVitest({ report: { ...vitest, testResults }, ok: false }).failed).toBe(1)
    expect(readPlaywright({ report: { ...playwright, errors: [{}] }, ok: false }).failed).toBe(1)
  })

  it('never calls a run green that ended red or left no report', () => {
    expect(readVitest({ report: vitest, ok: false }).failed).toBe(1)
    expect(readPlaywright({ report: playwright, ok: false }).failed).toBe(1)
    expect(readVitest({ report: undefined, ok: true }).failed).toBe(1)
    expect(readPlaywright({ report: undefined, ok: true }).failed).toBe(1)
  })
})
