import { fieldProblem } from '../domain/field-problems.ts'
import * as z from 'zod'
import { announcementParts } from './announcements.ts'
import { call, press } from './call.ts'
import { wholeNumber } from './fields.ts'
import { acceptedSchema } from './send.ts'

/** `text` may contain variables. They are filled when the announcement is posted. */
const newSchema = z.strictObject({
  ...announcementParts,
  /** The position in the queue, from 0. Default: the end. */
  at: z
    .number()
    .int()
    .min(0, fieldProblem('min', { min: 0 }))
    .optional(),
})
export type NewQueuedAnnouncement = z.infer<typeof newSchema>

export const queuedAnnouncementSchema = z.object({ ...announcementParts, id: z.string() })
export type QueuedAnnouncement = z.infer<typeof queuedAnnouncementSchema>

const upNextSchema = z.object({
  /** In the order in which they are posted. */
  items: z.array(queuedAnnouncementSchema),
  /**
   * Set while the announcements are posted automatically, one after another; null = posted by hand only. A start of the
   * program never sets it.
   */
  run: z.object({ everySeconds: z.number(), nextAt: z.iso.datetime() }).nullable(),
  /** Why posting was halted, if it was not by the host. */
  halted: z
    .object({
      at: z.iso.datetime(),
      because: z.enum([
        'stop',
        'locked',
        'not-connected',
        'wrong-text',
        'line-full',
        'cannot-record',
        'late',
        'failed',
      ]),
    })
    .nullable(),
})
export type UpNext = z.infer<typeof upNextSchema>
export type Halted = NonNullable<UpNext['halted']>['because']

const oneItem = { id: z.string().min(1) }

export const upNext = {
  get: call('read')
    .route({ method: 'GET', path: '/up-next', summary: 'The announcements that are lined up' })
    .output(upNextSchema),
  add: call('fire')
    .route({ method: 'POST', path: '/up-next', summary: 'Line an announcement up' })
    .input(newSchema)
    .output(queuedAnnouncementSchema),
  move: call('fire')
    .route({ method: 'POST', path: '/up-next/{id}/move', summary: 'Move it to another place, counted from 0' })
    .input(z.strictObject({ ...oneItem, to: wholeNumber(0, 1_000) }))
    .output(upNextSchema),
  remove: call('fire')
    .route({ method: 'DELETE', path: '/up-next/{id}', summary: 'Take it out of the line' })
    .input(z.object(oneItem))
    .output(queuedAnnouncementSchema),
  postNext: press()
    .route({ method: 'POST', path: '/up-next/post', successStatus: 202, summary: 'Post the first of the line' })
    .output(acceptedSchema),
  run: press()
    .route({ method: 'POST', path: '/up-next/run', summary: 'Post the first now and the others one by one' })
    .input(z.strictObject({ everySeconds: wholeNumber(5, 3_600) }))
    .output(upNextSchema),
  halt: call('fire')
    .route({ method: 'POST', path: '/up-next/halt', summary: 'Stop posting the line by itself' })
    .output(upNextSchema),
}
