import type * as z from 'zod'

export type Shape<T> = { ok: true; value: T; reasons: string[] } | { ok: false; reasons: string[] }

/**
 * Schemas are strict, so that a field nobody documented is noticed. The vendors themselves overlook such a field: it is a
 * reason to flag the request, not to refuse it.
 */
export function checkShape<T>(schema: z.ZodType<T>, body: unknown): Shape<T> {
  const read = schema.safeParse(body)
  if (read.success) return { ok: true, value: read.data, reasons: [] }
  const { issues } = read.error
  const reasons = issues.map((issue) => `${issue.path.map(String).join('.') || 'body'}: ${issue.message}`)
  const onlyUnknown = issues.every((issue) => issue.code === 'unrecognized_keys')
  return onlyUnknown ? { ok: true, value: body as T, reasons } : { ok: false, reasons }
}
