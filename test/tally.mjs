import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { stripVTControlCharacters } from 'node:util'

const root = path.resolve(import.meta.dirname, '..')
const results = path.join(root, 'test-results')

/** Adds a failure to the counts of a run that ended red although none of its tests failed. */
const settle = (counts, ok) =>
  ok || counts.failed > 0
    ? counts
    : { ...counts, failed: 1, notes: [...counts.notes, 'A run ended red though none of its tests failed: see above.'] }

export function readVitest({ report, ok }) {
  if (!report) return { passed: 0, failed: 1, skipped: 0, notes: ['The unit tests left no report.'], files: [] }
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  )
  const counts = {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + (report.numTodoTests ?? 0),
    notes: [
      ...broken.map((file) => note('Failed', [here(file.name)], file.message)),
      ...report.testResults.flatMap((file) =>
        file.assertionResults
          .filter((test) => test.status === 'failed')
          .map((test) => note('Failed', [here(file.name), test.fullName], test.failureMessages[0])),
      ),
    ],
    files: report.testResults.map(({ name, startTime, endTime }) => ({ name: here(name), ms: endTime - startTime })),
  }
  return settle(counts, ok)
}

/** The message of Playwright when its own time limit was over. The tests that ended until then count. */
const timeWasUp = /^Timed out waiting .* for the (teardown for )?test suite to run/

export function readPlaywright({ report, ok }) {
  if (!report) return { passed: 0, failed: 1, skipped: 0, notes: ['The browser tests left no report.'], files: [] }
  const { expected, flaky, unexpected, skipped } = report.stats
  const isTimeLimit = ({ message = '' }) => timeWasUp.test(stripVTControlCharacters(message))
  const errors = report.errors.filter((error) => !isTimeLimit(error))
  const wasCut = errors.length < report.errors.length
  const counts = {
    passed: expected + flaky,
    failed: unexpected + errors.length,
    skipped: wasCut ? 0 : skipped,
    notes: [
      ...errors.map((error) => note('Failed', ['outside any test'], error.message)),
      ...report.suites.flatMap((suite) => notesOf(suite, [])),
    ],
    files: report.suites.map((suite) => ({ name: `test/${suite.file}`, ms: msOf(suite) })),
    ...(wasCut && { notReached: `the time was up before ${skipped} of its tests` }),
  }
  return settle(counts, ok || wasCut)
}

const msOf = (suite) =>
  (suite.specs ?? [])
    .flatMap((spec) => spec.tests.flatMap((test) => test.results.map(({ duration }) => duration)))
    .concat((suite.suites ?? []).map(msOf))
    .reduce((sum, ms) => sum + ms, 0)

/** Lists the ten slowest files, each with its own time in seconds. Several files run at once. */
export function slowest(parts) {
  const files = parts.flatMap((part) => part.files).toSorted((a, b) => b.ms - a.ms)
  const lines = files.slice(0, 10).map(({ name, ms }) => `${(ms / 1_000).toFixed(1).padStart(7)} s  ${name}`)
  return ['', 'The ten slowest files:', ...lines, ''].join('\n')
}

/**
 * Prints the failures and one plain closing line, stores the counts for the sum of all runs, and returns the exit code.
 */
export function close(name, parts) {
  const sum = (key) => parts.reduce((total, part) => total + (part[key] ?? 0), 0)
  const counts = { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') }
  // The notes are printed here again, because a log is often read from its end.
  for (const text of parts.flatMap((part) => part.notes ?? [])) console.log(text)
  console.log(lineOf(counts))
  writeFileSync(path.join(results, `${name}${tally}`), JSON.stringify(counts))
  return counts.failed > 0 || counts.passed === 0 ? 1 : 0
}

/** Returns the closing line of all runs whose counts are in test-results/. */
export function sumOfRuns() {
  const names = (existsSync(results) ? readdirSync(results) : []).filter((name) => name.endsWith(tally))
  const all = names.map((name) => JSON.parse(readFileSync(path.join(results, name), 'utf8')))
  const sum = (key) => all.reduce((total, counts) => total + counts[key], 0)
  return lineOf({ passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') })
}

const tally = '.tally.json'

const lineOf = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`

const verdicts = { unexpected: 'Failed', flaky: 'Passed only when tried again' }

function notesOf(suite, above) {
  const titles = [...above, suite.title]
  const own = (suite.specs ?? []).flatMap((spec) =>
    spec.tests
      .filter((test) => test.status in verdicts)
      .map((test) => {
        const why = test.results.find((result) => result.errors.length > 0)?.errors[0].message
        return note(verdicts[test.status], [test.projectName, ...titles, spec.title], why)
      }),
  )
  return [...own, ...(suite.suites ?? []).flatMap((inner) => notesOf(inner, titles))]
}

/** Returns the error of one test, short enough to be listed with others above the closing line. */
function note(verdict, titles, why = 'no reason was given') {
  const lines = stripVTControlCharacters(why).split('\n').slice(0, 12)
  return [`${verdict}: ${titles.join(' › ')}`, ...lines.map((line) => `    ${line}`)].join('\n')
}

const here = (file) => path.relative(root, file).replaceAll('\\', '/')
