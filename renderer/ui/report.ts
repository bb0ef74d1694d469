const reported = new WeakSet<object>()

/** Logs an error to the console, the same error only once. */
export function report(error: unknown) {
  if (typeof error === 'object' && error !== null) {
    if (reported.has(error)) return
    reported.add(error)
  }
  console.error(error)
}
