import { fieldProblem } from '../domain/field-problems.ts'
import * as z from 'zod'
import { announcementParts } from './announcements.ts'
import { call, press } from './call.ts'
import { wholeNumber } from './fields.ts'
import { acceptedSchema } from './send.ts'

/** `text` may hold variables; they are filled when it is posted. */
const newSchema = z.strictObject({
  ...announcementParts,
  /** Its place, counted from 0; the end, where it is not given. */
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
  /** In the order they will be posted. */
  items: z.array(queuedAnnouncementSchema),
  /** Posting by itself, one after another; null = only by hand. Never so after a start. */
  run: z.object({ everySeconds: z.number(), nextAt: z.iso.datetime() }).nullable(),
  /** Why it no longer runs, where that was not the host's wish. */
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
