import * as z from 'zod'

/** Vendors write whole numbers as numbers or as digits in a string. Past 2^53 the digits would be wrong, so it is no value. */
export const wholeNumber = z.union([
  z.number().int(),
  z
    .string()
    .regex(/^-?\d{1,16}$/)
    .transform(Number)
    .refine(Number.isSafeInteger),
])
