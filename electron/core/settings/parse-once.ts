import type * as z from 'zod'
import { freeze } from './settings-values.ts'

/** Of each schema, what its values were read as. A value of the settings never changes: see settings-values.ts. */
const known = new WeakMap<z.ZodType, WeakMap<object, z.ZodSafeParseResult<unknown>>>()

/**
 * Checks a value that stays as it is, once: whoever asks again gets what was read the first time. Callers share the
 * answer, so it cannot be changed either.
 */
export function parseOnce<T>(schema: z.ZodType<T>, value: unknown): z.ZodSafeParseResult<T> {
  if (typeof value !== 'object' || value === null || !Object.isFrozen(value)) return schema.safeParse(value)
  const ofSchema = known.get(schema) ?? new WeakMap<object, z.ZodSafeParseResult<unknown>>()
  known.set(schema, ofSchema)
  const before = ofSchema.get(value)
  if (before) return before as z.ZodSafeParseResult<T>
  const read = schema.safeParse(value)
  if (read.success) freezeRead(read.data)
  ofSchema.set(value, read)
  return read
}

const freezeRead = (data: unknown) => (typeof data === 'object' && data !== null ? freeze(data) : data)
