import path from 'node:path'
import { stripVTControlCharacters } from 'node:util'

/** Turns a runner's JSON report into counts. A run that broke outside any test still counts as one failure. */
const settle = (counts, ok) =>
  ok || counts.failed > 0
    ? counts
    : { ...counts, failed: 1, notes: [...counts.notes, 'A run ended red though none of its tests failed: see above.'] }

export function readVitest({ report, ok }) {
  if (!report) return { passed: 0, failed: 1, skipped: 0, notes: ['The unit tests left no report.'] }
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
  }
  return settle(counts, ok)
}

export function readPlaywright({ report, ok }) {
  if (!report) return { passed: 0, failed: 1, skipped: 0, notes: ['The browser tests left no report.'] }
  const { expected, flaky, unexpected, skipped } = report.stats
  const counts = {
    passed: expected + flaky,
    failed: unexpected + report.errors.length,
    skipped,
    notes: [
      ...report.errors.map((error) => note('Failed', ['outside any test'], error.message)),
      ...report.suites.flatMap((suite) => notesOf(suite, [])),
    ],
  }
  return settle(counts, ok)
}

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

/** One test's trouble, short enough to stand with others above the closing line. */
function note(verdict, titles, why = 'no reason was given') {
  const lines = stripVTControlCharacters(why).split('\n').slice(0, 12)
  return [`${verdict}: ${titles.join(' › ')}`, ...lines.map((line) => `    ${line}`)].join('\n')
}

const here = (file) => path.relative(path.resolve(import.meta.dirname, '..'), file)
