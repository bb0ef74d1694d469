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

/** What is posted; 12,288 UTF-8 bytes count the text alone. */
export const announcementText = wholeText
  .min(1, fieldProblem('empty'))
  .refine((text) => byteLength(text) <= announcementMaxBytes, {
    error: fieldProblem('maxBytes', { max: announcementMaxBytes }),
  })

/** Any JSON value; it is sent as its JSON text. A string must itself be JSON text. */
export const extensionInfoSchema = z
  .json()
  .refine((value) => typeof value !== 'string' || isJson(value), fieldProblem('json'))

/** What every announcement is made of, whether it is posted now, lined up or scheduled. */
export const announcementParts = {
  text: announcementText,
  extensionInfo: extensionInfoSchema.optional(),
  /** Default: the room's receiver, that is the host. */
  from: tencentUserId.optional(),
}

export const postAnnouncementSchema = z.strictObject({
  ...announcementParts,
  /** Fill `{variables}` first; without it every brace is posted as it stands. */
  fill: z.boolean().optional(),
})
export type PostAnnouncement = z.infer<typeof postAnnouncementSchema>

export const announcements = {
  post: press()
    .route({ method: 'POST', path: '/announcements', successStatus: 202, summary: 'Post one announcement' })
    .input(postAnnouncementSchema)
    .output(acceptedSchema),
}
