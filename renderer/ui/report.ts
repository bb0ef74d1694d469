const reported = new WeakSet<object>()

/** To the console once, however many places stumble over the same failure. */
export function report(error: unknown) {
  if (typeof error === 'object' && error !== null) {
    if (reported.has(error)) return
    reported.add(error)
  }
  console.error(error)
}
