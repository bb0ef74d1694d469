import * as z from 'zod'

/** Vendors write integers as numbers or as strings. Beyond 2^53 the last digits would be wrong, so those are rejected. */
export const wholeNumber = z.union([
  z.number().int(),
  z
    .string()
    .regex(/^-?\d{1,16}$/)
    .transform(Number)
    .refine(Number.isSafeInteger),
])
