import { fieldProblem } from '../domain/field-problems.ts'
import * as z from 'zod'
import { type Vendor, vendors } from '../domain/vendors.ts'
import { cleanId, isBlank, notBlank } from './pasted.ts'

/**
 * The rules of fields that both vendors share. Each error message says how to correct the value. Bytes are UTF-8 bytes.
 */

export const byteLength = (text: string) => new TextEncoder().encode(text).length

/** Text without lone surrogates, which UTF-8 cannot encode. A cut emoji leaves one. */
export const wholeText = z.string().refine((text) => text.isWellFormed(), {
  error: fieldProblem('halfCharacter'),
})

const bytes = (max: number) =>
  wholeText.refine((text) => byteLength(text) <= max, { error: fieldProblem('maxBytes', { max }) })

export const vendorSchema = z.enum(vendors)
export type { Vendor }

/** Why a query to a vendor failed. */
export const readTroubleSchema = z.object({
  reason: z.string(),
  message: z.string(),
  advice: z.string(),
  /** From the vendor, if it answered. Its support asks for both. */
  code: z.number().optional(),
  requestId: z.string().optional(),
})
export type ReadTrouble = z.infer<typeof readTroubleSchema>

export const environmentSchema = z.enum(['sandbox', 'test', 'live'])
export type Environment = z.infer<typeof environmentSchema>

const isFilled = (text: string) => !isBlank(text)
/** The id of a room or a game, as copied from the vendor's console. */
export const zegoRoomId = wholeText
  .overwrite(cleanId)
  .min(1, fieldProblem('empty'))
  .max(64, fieldProblem('maxCharacters', { max: 64 }))

export const tencentRoomId = bytes(48).overwrite(cleanId).min(1, fieldProblem('empty'))
/** Printable ASCII, one byte per character. Many apps use mail addresses, and the id of a robot begins with `@RBT#`. */
export const tencentUserId = z
  .string()
  .overwrite(cleanId)
  .regex(/^(?=.*[!-~])[ -~]{1,32}$/, fieldProblem('tencentUserId'))
/** Tencent Chat accepts other characters too, but advises against them. */
export const isAdvisedAccount = (userId: string) => /^(?:@RBT#)?[A-Za-z0-9_-]+$/.test(userId)
export const tencentGiftId = bytes(20).min(1, fieldProblem('empty')).refine(isFilled, notBlank)

export const zegoUserId = z
  .string()
  .overwrite(cleanId)
  .regex(/^[A-Za-z0-9]{1,48}$/, fieldProblem('zegoUserId'))
export const zegoGiftId = wholeText
  .min(1, fieldProblem('empty'))
  .max(64, fieldProblem('maxCharacters', { max: 64 }))
  .refine(isFilled, notBlank)
export const zegoMsgId = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, fieldProblem('zegoMsgId'))

function isWebAddress(text: string): boolean {
  if (!/^https?:\/\/[^/\s]\S*$/i.test(text) || !URL.canParse(text)) return false
  return new URL(text).hostname !== ''
}

export const zegoViewerSchema = z.strictObject({
  userId: zegoUserId,
  nickname: wholeText.min(1, fieldProblem('empty')).max(32, fieldProblem('maxCharacters', { max: 32 })),
  avatar: bytes(1024)
    .overwrite((text) => text.trim())
    .refine(isWebAddress, fieldProblem('address')),
  sex: z.union([z.literal(1), z.literal(2)], fieldProblem('sex')).optional(),
})
export type ZegoViewer = z.infer<typeof zegoViewerSchema>

/** A documented host of the vendor, or a custom origin. Plain http is allowed for this computer only. */
export const vendorHost = z
  .string()
  .min(1, fieldProblem('empty'))
  .refine((host) => originOf(host) !== null, fieldProblem('host'))

const loopback = new Set(['127.0.0.1', 'localhost', '[::1]'])

/**
 * Returns the origin of `example.com` or `https://example.com:8443`; null if the text is no such host or not allowed.
 */
export function originOf(host: string): string | null {
  const text = host.includes('://') ? host : `https://${host}`
  if (!URL.canParse(text)) return null
  const url = new URL(text)
  const bare =
    url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '' && url.password === ''
  const allowed = url.protocol === 'https:' || (url.protocol === 'http:' && loopback.has(url.hostname))
  return bare && allowed ? url.origin : null
}

/** The vendor's limit for the text of a message: 12 KB, taken as bytes of the text alone. */
export const announcementMaxBytes = 12_288

/** Accepts a number as a string of digits, because many programs send the text of an input field. */
const fromDigits = (value: unknown) => (typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value)

export const wholeNumber = (min: number, max: number) =>
  z.preprocess(
    fromDigits,
    z
      .number()
      .int(fieldProblem('wholeNumber'))
      .min(min, fieldProblem('min', { min }))
      .max(max, fieldProblem('max', { max })),
  ) as unknown as z.ZodType<number, number>

/** A time in the input: ISO 8601, in UTC or with an offset. */
export const time = z.iso.datetime({ offset: true, error: fieldProblem('time') })

/** Tencent documents no maximum for Count. 9,999 is Giftdeck's own limit for both vendors. */
export const giftCount = wholeNumber(1, 9_999)
