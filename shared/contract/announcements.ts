import { fieldProblem } from '../domain/field-problems.ts'
import * as z from 'zod'
import { press } from './call.ts'
import { announcementMaxBytes, byteLength, tencentUserId, wholeText } from './fields.ts'
import { acceptedSchema } from './send.ts'

const isJson = (text: string) => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** The text of an announcement. The limit is in UTF-8 bytes of the text alone. */
export const announcementText = wholeText
  .min(1, fieldProblem('empty'))
  .refine((text) => byteLength(text) <= announcementMaxBytes, {
    error: fieldProblem('maxBytes', { max: announcementMaxBytes }),
  })

/** Any JSON value, sent as JSON text. A string must itself be valid JSON text. */
export const extensionInfoSchema = z
  .json()
  .refine((value) => typeof value !== 'string' || isJson(value), fieldProblem('json'))

/** The fields that are common to posted, queued and scheduled announcements. */
export const announcementParts = {
  text: announcementText,
  extensionInfo: extensionInfoSchema.optional(),
  /** Default: the receiver of the room's settings, the host. */
  from: tencentUserId.optional(),
}

export const postAnnouncementSchema = z.strictObject({
  ...announcementParts,
  /** True: fill `{variables}` before posting. Otherwise braces are posted unchanged. */
  fill: z.boolean().optional(),
})
export type PostAnnouncement = z.infer<typeof postAnnouncementSchema>

export const announcements = {
  post: press()
    .route({ method: 'POST', path: '/announcements', successStatus: 202, summary: 'Post one announcement' })
    .input(postAnnouncementSchema)
    .output(acceptedSchema),
}
