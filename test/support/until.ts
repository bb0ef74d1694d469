/** Polls for an event; the limit only ends a test that could never pass. */
export async function until<T>(what: () => T | Promise<T>, limitMs = 20_000): Promise<NonNullable<Awaited<T>>> {
  const end = performance.now() + limitMs
  for (;;) {
    const found = await what()
    if (found) return found as NonNullable<Awaited<T>>
    if (performance.now() > end) throw new Error(`It did not happen within ${limitMs} ms: ${what.toString()}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
