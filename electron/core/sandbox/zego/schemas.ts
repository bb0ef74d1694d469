import * as z from 'zod'

const text = (most: number) =>
  z
    .string()
    .min(1, 'is empty')
    .refine((value) => Array.from(value).length <= most, `is over ${most} characters`)

function isWebAddress(value: string) {
  if (!URL.canParse(value) || Buffer.byteLength(value) > 1_024) return false
  const { protocol, hostname } = new URL(value)
  return (protocol === 'http:' || protocol === 'https:') && hostname !== ''
}

export const roomId = text(64)
export const userId = z.string().regex(/^[A-Za-z0-9]{1,48}$/, 'is not 1 to 48 letters and digits')
export const nickname = text(32)
/** The sample in the vendor's documentation is only `http://`, which is not a valid URL. */
export const avatar = z.string().refine(isWebAddress, 'is not a web address of at most 1,024 bytes')
/** The English table says String, the Chinese one and all samples say Number, so both are accepted. */
export const sex = z.union([z.literal(1), z.literal(2), z.literal('1'), z.literal('2')])
export const msgId = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'is not 1 to 64 letters, digits, _ or -')
/** 13 digits, which is 2001 to 2286 in ms. A time in seconds has 10 and is refused. */
const milliseconds = z.int().min(1_000_000_000_000, 'has no 13 digits').max(9_999_999_999_999, 'has no 13 digits')
export const userInfo = z.strictObject({ UserId: userId, Nickname: nickname, Avatar: avatar, Sex: sex.optional() })

export const gift = z.strictObject({
  UserInfo: userInfo,
  GiftInfo: z.strictObject({ GiftId: text(64), Value: z.int().min(1).optional(), Num: z.int().min(1) }),
  ReceiverId: text(64).optional(),
  Timestamp: milliseconds,
  MsgId: msgId,
})
export type Gift = z.infer<typeof gift>
