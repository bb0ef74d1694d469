const reported = new WeakSet<object>()

/** Logs a failure to the console once, however many places meet it. */
export function report(error: unknown) {
  if (typeof error === 'object' && error !== null) {
    if (reported.has(error)) return
    reported.add(error)
  }
  console.error(error)
}
