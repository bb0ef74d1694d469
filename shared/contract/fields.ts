import { fieldProblem } from '../domain/field-problems.ts'
import * as z from 'zod'
import { type Vendor, vendors } from '../domain/vendors.ts'
import { cleanId, isBlank, notBlank } from './pasted.ts'

/** Field rules of both vendors, each with the remedy in its message. Units: bytes are UTF-8 bytes. */

export const byteLength = (text: string) => new TextEncoder().encode(text).length

/** Text that can be written down as UTF-8: no half of a character, as a cut emoji leaves one. */
export const wholeText = z.string().refine((text) => text.isWellFormed(), {
  error: fieldProblem('halfCharacter'),
})

const bytes = (max: number) =>
  wholeText.refine((text) => byteLength(text) <= max, { error: fieldProblem('maxBytes', { max }) })

export const vendorSchema = z.enum(vendors)
export type { Vendor }

/** Why something could not be read from a vendor. */
export const readTroubleSchema = z.object({
  reason: z.string(),
  message: z.string(),
  advice: z.string(),
  /** The vendor's, where it answered: its support asks for both. */
  code: z.number().optional(),
  requestId: z.string().optional(),
})
export type ReadTrouble = z.infer<typeof readTroubleSchema>

export const environmentSchema = z.enum(['sandbox', 'test', 'live'])
export type Environment = z.infer<typeof environmentSchema>

const isFilled = (text: string) => !isBlank(text)
/** Of a room, or of its game, as it was copied from the vendor's console. */
export const zegoRoomId = wholeText
  .overwrite(cleanId)
  .min(1, fieldProblem('empty'))
  .max(64, fieldProblem('maxCharacters', { max: 64 }))

export const tencentRoomId = bytes(48).overwrite(cleanId).min(1, fieldProblem('empty'))
/** Printable ASCII, each character one byte. Many apps use mail addresses, and a robot must begin with `@RBT#`. */
export const tencentUserId = z
  .string()
  .overwrite(cleanId)
  .regex(/^(?=.*[!-~])[ -~]{1,32}$/, fieldProblem('tencentUserId'))
/** Chat takes the others too and advises against them. */
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

/** A documented vendor host, or an origin of one's own; plain http stays on this machine. */
export const vendorHost = z
  .string()
  .min(1, fieldProblem('empty'))
  .refine((host) => originOf(host) !== null, fieldProblem('host'))

const loopback = new Set(['127.0.0.1', 'localhost', '[::1]'])

/** `example.com` or `https://example.com:8443` -> its origin; null when it is neither or not allowed. */
export function originOf(host: string): string | null {
  const text = host.includes('://') ? host : `https://${host}`
  if (!URL.canParse(text)) return null
  const url = new URL(text)
  const bare =
    url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '' && url.password === ''
  const allowed = url.protocol === 'https:' || (url.protocol === 'http:' && loopback.has(url.hostname))
  return bare && allowed ? url.origin : null
}

/** The vendor's text limit for a message: 12 KB, read as bytes of the text alone. */
export const announcementMaxBytes = 12_288

/** Digits in a string count as the number they write: many programs fill a text field into a body. */
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

/** A time that a caller gives: ISO 8601, in UTC or with an offset. */
export const time = z.iso.datetime({ offset: true, error: fieldProblem('time') })

/** Tencent documents no maximum for Count; 9,999 is Giftdeck's own bound for both vendors. */
export const giftCount = wholeNumber(1, 9_999)
