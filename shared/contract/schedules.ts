import { fieldProblem } from '../domain/field-problems.ts'
import * as z from 'zod'
import { announcementParts } from './announcements.ts'
import { call, press } from './call.ts'
import { time, wholeNumber } from './fields.ts'

const onceSchema = z.strictObject({
  kind: z.literal('once'),
  at: time,
})

const everySchema = z
  .strictObject({
    kind: z.literal('every'),
    minutes: wholeNumber(1, 1_440),
    /** Each post is moved by a random time of at most this many seconds in either direction. */
    jitterSeconds: wholeNumber(0, 3_600).default(0),
  })
  .refine(({ minutes, jitterSeconds }) => jitterSeconds <= minutes * 30, {
    path: ['jitterSeconds'],
    error: fieldProblem('jitter'),
  })

const whenSchema = z.discriminatedUnion('kind', [onceSchema, everySchema])
export type When = z.infer<typeof whenSchema>

const scheduleFields = {
  /** `text` may contain variables. They are filled when the announcement is posted. */
  ...announcementParts,
  when: whenSchema,
  /**
   * `armed`: post only while the live lock is open. In a live room a post always needs the open lock. `on-air`: post only
   * while OBS or the host says that viewers are watching.
   */
  onlyWhile: z.enum(['always', 'armed', 'on-air']).default('always'),
  /** Skip the post if a variable has no value, instead of posting a dash. */
  onlyComplete: z.boolean().default(false),
  enabled: z.boolean().default(true),
}
export const newScheduleSchema = z.strictObject(scheduleFields)
export type NewSchedule = z.infer<typeof newScheduleSchema>

/** Why an announcement was not posted at its time. */
const skippedSchema = z.enum([
  'stopped',
  'locked',
  'not-armed',
  'not-on-air',
  'not-connected',
  'values-missing',
  'wrong-text',
  'line-full',
  'cannot-record',
  /** The time was missed by more than a minute: the computer slept, or its clock was put forward. */
  'late',
  /** At that time Giftdeck was not running, or another room was active. */
  'away',
  'failed',
])
export type Skipped = z.infer<typeof skippedSchema>

export const scheduleSchema = z.object({
  ...scheduleFields,
  id: z.string(),
  /** Null while the schedule is off, or after the time of a `once` schedule. */
  nextAt: z.iso.datetime().nullable(),
  /** Why the schedule was switched off, if it was not by the host. It stays off until the host switches it on again. */
  offBecause: z.enum(['stop', 'restart', 'room', 'backup']).nullable(),
  /** The last planned time: the send that was posted, or why it was skipped. */
  last: z.object({ at: z.iso.datetime(), sendId: z.string().optional(), skipped: skippedSchema.optional() }).nullable(),
})
export type Schedule = z.infer<typeof scheduleSchema>

const oneSchedule = { id: z.string().min(1) }
const allSchema = z.object({ items: z.array(scheduleSchema) })

export const schedules = {
  list: call('read').route({ method: 'GET', path: '/schedules', summary: "The room's schedule" }).output(allSchema),
  add: call('fire')
    .route({ method: 'POST', path: '/schedules', summary: 'Schedule an announcement' })
    .input(newScheduleSchema)
    .output(scheduleSchema),
  change: call('fire')
    .route({ method: 'PUT', path: '/schedules/{id}', summary: 'Replace a scheduled announcement' })
    .input(z.strictObject({ ...oneSchedule, ...scheduleFields }))
    .output(scheduleSchema),
  switch: call('fire')
    .route({ method: 'PUT', path: '/schedules/{id}/enabled', summary: 'Switch a scheduled announcement on or off' })
    .input(z.strictObject({ ...oneSchedule, enabled: z.boolean() }))
    .output(scheduleSchema),
  remove: call('fire')
    .route({ method: 'DELETE', path: '/schedules/{id}', summary: 'Remove a scheduled announcement' })
    .input(z.object(oneSchedule))
    .output(scheduleSchema),
  resume: press()
    .route({
      method: 'POST',
      path: '/schedules/resume',
      summary: 'Switch on again what STOP, a restart or a change of room switched off',
    })
    .output(allSchema),
}
