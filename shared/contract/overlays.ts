import { fieldProblem } from '../domain/field-problems.ts'
import * as z from 'zod'
import { overlayLanguages, overlayLooks } from '../domain/overlays.ts'
import { call } from './call.ts'
import { environmentSchema, tencentUserId, wholeText } from './fields.ts'
import { tokenNameSchema } from './tokens.ts'

/** What an overlay shows. It is stored with the overlay's token, so its address never changes. */
export const overlaySettingsSchema = z.strictObject({
  /** The room whose numbers it shows. While another room is active it shows nothing. */
  room: wholeText.min(1, fieldProblem('empty')),
  look: z.enum(overlayLooks).default('card'),
  language: z.enum(overlayLanguages).default('en'),
  show: z
    .strictObject({
      goal: z.boolean().default(true),
      count: z.boolean().default(true),
      alerts: z.boolean().default(true),
    })
    .prefault({}),
  /** The id of the goal. Default: the first goal of the room. */
  goal: z.string().max(60).optional(),
  /** The number of the count. */
  count: z
    .strictObject({
      receiver: tencentUserId.optional(),
      measure: z.enum(['gifts', 'coins']).default('gifts'),
      from: z.enum(['session', 'total']).default('session'),
      count: z.enum(['everyone', 'viewers']).default('everyone'),
    })
    .refine(({ measure, from, count }) => count === 'everyone' || (measure === 'gifts' && from === 'session'), {
      path: ['count'],
      error: fieldProblem('viewersOfSession'),
    })
    .prefault({}),
})
export type OverlaySettings = z.infer<typeof overlaySettingsSchema>

const overlaySchema = overlaySettingsSchema.extend({
  id: z.string(),
  name: z.string(),
  createdAt: z.iso.datetime(),
  /** When it last answered; absent if it was not open since this program started. */
  seenAt: z.iso.datetime().optional(),
  /** The number of pages that show it now. */
  open: z.number(),
})
export type Overlay = z.infer<typeof overlaySchema>

const one = z.object({ id: z.string().min(1, fieldProblem('empty')) })
const named = overlaySettingsSchema.extend({ name: tokenNameSchema })

export const overlays = {
  list: call('read')
    .route({ method: 'GET', path: '/overlays', summary: 'The overlays for browser sources of OBS' })
    .output(z.object({ items: z.array(overlaySchema) })),
  create: call('admin')
    .route({
      method: 'POST',
      path: '/overlays',
      successStatus: 201,
      summary: 'Make an overlay; its address is shown once',
    })
    .input(named.extend({ room: named.shape.room.optional() }))
    .output(overlaySchema.extend({ token: z.string(), address: z.string() })),
  change: call('admin')
    .route({ method: 'PUT', path: '/overlays/{id}', summary: 'Change what an overlay shows; its address stays' })
    .input(named.extend(one.shape))
    .output(overlaySchema),
  remove: call('admin')
    .route({ method: 'DELETE', path: '/overlays/{id}', summary: 'Withdraw an overlay' })
    .input(one)
    .output(z.object({ removed: z.boolean() })),
}

const value = z.number().nullable()

/** What an overlay shows now, without ids. Every change sends all of it. */
const overlayViewSchema = z.object({
  look: z.enum(overlayLooks),
  language: z.enum(overlayLanguages),
  environment: environmentSchema,
  alerts: z.boolean(),
  /** Null: no goal is shown. `now` is null while it is not known. */
  goal: z
    .object({
      title: z.string(),
      measure: z.enum(['gifts', 'coins']),
      now: value,
      target: z.number(),
      segments: z.array(z.object({ at: z.number(), label: z.string() })),
    })
    .nullable(),
  /** Null: no count is shown. */
  count: z.object({ measure: z.enum(['gifts', 'coins']), now: value }).nullable(),
})
export type OverlayView = z.infer<typeof overlayViewSchema>

/** A gift that Giftdeck delivered. */
const overlayAlertSchema = z.object({ name: z.string(), icon: z.string(), pieces: z.number() })
export type OverlayAlert = z.infer<typeof overlayAlertSchema>

/**
 * A message of the WebSocket `/overlay/events`. An overlay that connects again passes the last `at` as `?after=`, and gets
 * the alerts that it missed.
 */
const overlayMessageSchema = z.discriminatedUnion('kind', [
  /** The view; null while another room than that of the overlay is active. */
  z.object({ kind: z.literal('view'), at: z.string(), view: overlayViewSchema.nullable() }),
  z.object({ kind: z.literal('alert'), at: z.string(), alert: overlayAlertSchema }),
])
export type OverlayMessage = z.infer<typeof overlayMessageSchema>
