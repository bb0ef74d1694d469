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
    /** Each post comes up to so much earlier or later. */
    jitterSeconds: wholeNumber(0, 3_600).default(0),
  })
  .refine(({ minutes, jitterSeconds }) => jitterSeconds <= minutes * 30, {
    path: ['jitterSeconds'],
    error: fieldProblem('jitter'),
  })

const whenSchema = z.discriminatedUnion('kind', [onceSchema, everySchema])
export type When = z.infer<typeof whenSchema>

const plan = {
  /** `text` may hold variables; they are filled when it is posted. */
  ...announcementParts,
  when: whenSchema,
  /** `armed`: only while the live lock is open. In a live room a post needs the open lock anyway. */
  onlyWhile: z.enum(['always', 'armed']).default('always'),
  /** Skip the post where a variable has no value, instead of posting a dash. */
  onlyComplete: z.boolean().default(false),
  enabled: z.boolean().default(true),
}
export const newScheduleSchema = z.strictObject(plan)
export type NewSchedule = z.infer<typeof newScheduleSchema>

/** Why nothing was posted at a planned time. */
const skippedSchema = z.enum([
  'stopped',
  'locked',
  'not-armed',
  'not-connected',
  'values-missing',
  'wrong-text',
  'line-full',
  'cannot-record',
  /** More than a minute after its time: the computer slept, or its clock was put forward. */
  'late',
  /** Giftdeck was not running, or was in another room. */
  'away',
  'failed',
])
export type Skipped = z.infer<typeof skippedSchema>

export const scheduleSchema = z.object({
  ...plan,
  id: z.string(),
  /** Null while it is off, and where its one time is over. */
  nextAt: z.iso.datetime().nullable(),
  /** What switched it off, where that was not the host: nothing goes on by itself after these. */
  offBecause: z.enum(['stop', 'restart', 'room', 'backup']).nullable(),
  /** The last time it was due: the send, or why there is none. */
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
    .input(z.strictObject({ ...oneSchedule, ...plan }))
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
