/**
 * How long a server asks to be left alone, in ms, at most `longestMs`: seconds, or a date by the server's own clock where the
 * answer has one. Undefined where the header is missing or is neither.
 */
export function readRetryAfter(
  headers: { retryAfter: unknown; date: unknown },
  { now, longestMs }: { now: number; longestMs: number },
): number | undefined {
  const { retryAfter, date } = headers
  if (typeof retryAfter !== 'string') return undefined
  const isSeconds = /^\s*\d+\s*$/.test(retryAfter)
  if (!isSeconds && !/^[A-Za-z]{3},? /.test(retryAfter)) return undefined
  const asked = isSeconds ? Number(retryAfter) * 1_000 : Date.parse(retryAfter) - dateOf(date, now)
  return Number.isNaN(asked) ? undefined : Math.min(longestMs, Math.max(0, asked))
}

function dateOf(date: unknown, now: number): number {
  const theirs = typeof date === 'string' ? Date.parse(date) : Number.NaN
  return Number.isNaN(theirs) ? now : theirs
}
