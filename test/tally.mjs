/** Turns a runner's JSON report into counts. A run that broke outside any test still counts as one failure. */
const settle = (counts, ok) => (ok || counts.failed > 0 ? counts : { ...counts, failed: 1 })

export function readVitest({ report, ok }) {
  if (!report) return { passed: 0, failed: 1, skipped: 0 }
  const brokenFiles = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  ).length
  const counts = {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles,
    skipped: report.numPendingTests + (report.numTodoTests ?? 0),
  }
  return settle(counts, ok)
}

export function readPlaywright({ report, ok }) {
  if (!report) return { passed: 0, failed: 1, skipped: 0 }
  const { expected, flaky, unexpected, skipped } = report.stats
  return settle({ passed: expected + flaky, failed: unexpected + report.errors.length, skipped }, ok)
}
