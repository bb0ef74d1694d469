import * as z from 'zod'

/** The vendor counts bytes. */
export const bytes = (most: number) =>
  z
    .string()
    .min(1, 'is empty')
    .refine((text) => Buffer.byteLength(text) <= most, `is over ${most} bytes`)

export const roomId = bytes(48)
export const account = z.string().regex(/^[ -~]{1,32}$/, 'is not a UserID')

/** Every account of a body must be a string; this is checked long before the other parameters (60015). */
export function accountsAreText(body: Record<string, unknown>): boolean {
  return Object.entries(body)
    .filter(([name]) => name.endsWith('_Account'))
    .flatMap(([, value]) => (Array.isArray(value) ? (value as unknown[]) : [value]))
    .every((value) => typeof value === 'string')
}
