import { fieldProblem } from '../domain/field-problems.ts'
import * as z from 'zod'
import { mostGoals } from '../domain/limits.ts'
import { call } from './call.ts'
import { tencentUserId, time, wholeNumber } from './fields.ts'

const amount = wholeNumber(1, 1_000_000_000)

const segmentSchema = z.strictObject({
  at: amount,
  label: z
    .string()
    .max(40, fieldProblem('maxCharacters', { max: 40 }))
    .default(''),
})

/** A target for the stream, measured by the readings. */
export const goalSchema = z
  .strictObject({
    id: z.string().min(1, fieldProblem('empty')).max(60),
    title: z
      .string()
      .max(60, fieldProblem('maxCharacters', { max: 60 }))
      .default(''),
    /** The receiver whose gifts count. Default: the receiver of the room's settings. */
    receiver: tencentUserId.optional(),
    measure: z.enum(['gifts', 'coins']).default('gifts'),
    /** `session`: counted from the start of the session. `total`: the vendor's whole total. */
    from: z.enum(['session', 'total']).default('session'),
    /** `viewers`: without the gifts that Giftdeck delivered. Only for gifts of this session, which have a baseline. */
    count: z.enum(['everyone', 'viewers']).optional(),
    target: amount,
    /** Intermediate steps, ascending. */
    segments: z
      .array(segmentSchema)
      .max(10, fieldProblem('max', { max: 10 }))
      .default([]),
    deadline: time.optional(),
  })
  .superRefine(({ segments, target, count, measure, from }, context) => {
    if (count === 'viewers' && (measure !== 'gifts' || from !== 'session'))
      context.addIssue({ code: 'custom', path: ['count'], message: fieldProblem('viewersOfSession') })
    segments.forEach(({ at }, index) => {
      const before = segments[index - 1]?.at ?? 0
      const message = at >= target ? fieldProblem('belowTarget') : at <= before ? fieldProblem('aboveLast') : null
      if (message !== null) context.addIssue({ code: 'custom', path: ['segments', index, 'at'], message })
    })
  })
export type Goal = z.infer<typeof goalSchema>

const goalsSchema = z.strictObject({
  goals: z
    .array(goalSchema)
    .max(mostGoals, fieldProblem('max', { max: mostGoals }))
    .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, fieldProblem('ownIds')),
})

export const goals = {
  get: call('read').route({ method: 'GET', path: '/goals', summary: "The room's goals" }).output(goalsSchema),
  set: call('fire')
    .route({ method: 'PUT', path: '/goals', summary: "Replace the room's goals" })
    .input(goalsSchema)
    .output(goalsSchema),
}
