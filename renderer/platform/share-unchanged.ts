/**
 * Returns `next`, with each part that equals the same part of `before` replaced by that part. A memoized component that
 * shows an unchanged part is then not rendered again. Both are plain JSON.
 */
export function shareUnchanged<Value>(before: Value | null, next: Value): Value {
  if (before === next || !isObject(before) || !isObject(next)) return next
  const parts = Object.entries(next).map(([name, part]) => [name, shareUnchanged(before[name] ?? null, part)] as const)
  const isSame =
    Array.isArray(before) === Array.isArray(next) &&
    parts.length === Object.keys(before).length &&
    parts.every(([name, part]) => name in before && part === before[name])
  if (isSame) return before
  return (Array.isArray(next) ? parts.map(([, part]) => part) : Object.fromEntries(parts)) as Value
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
