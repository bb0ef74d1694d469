import * as z from 'zod'
import { call } from './call.ts'
import { environmentSchema } from './fields.ts'

/** What was sent during a show, as it stood when the show ended. */
export const showSchema = z.object({
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime(),
  /** The room that was active at the end. */
  room: z.string(),
  environment: environmentSchema,
  /** The gifts and announcements that were pressed during the show, and how many of them ended in each way. */
  sent: z.number(),
  delivered: z.number(),
  refused: z.number(),
  unknown: z.number(),
  /**
   * The rise of the gift total that is not from Giftdeck. Null where it is not known: the vendor has no totals, the room
   * changed, or the outcome of one of our gifts is unknown.
   */
  riseOfOthers: z.number().nullable(),
  /** The longest time without a reading, in ms. Null where the vendor is not queried. */
  longestWithoutReadingMs: z.number().nullable(),
})
export type Show = z.infer<typeof showSchema>

/** Something the host should know about a gift: it went into a test room while on air, or into a live one off air. */
const onAirWarningSchema = z.object({
  kind: z.enum(['test-room-on-air', 'live-room-off-air']),
  room: z.string(),
  at: z.iso.datetime(),
})
export type OnAirWarning = z.infer<typeof onAirWarningSchema>

/** Whether viewers are watching now, and who says so. */
export const onAirSchema = z.object({
  /** `lost-while-on`: OBS said that it streams and can no longer be asked. It counts as on. */
  state: z.enum(['off', 'on', 'unknown', 'lost-while-on']),
  /** Who says so; null if nobody has said anything. */
  source: z.enum(['obs', 'host']).nullable(),
  since: z.iso.datetime().nullable(),
  /** The last warning of this session, at most one of each kind. */
  warning: onAirWarningSchema.nullable(),
  /** The last show of this run of the program. */
  lastShow: showSchema.nullable(),
})
export type OnAir = z.infer<typeof onAirSchema>

export const onAir = {
  get: call('read')
    .route({ method: 'GET', path: '/on-air', summary: 'Whether viewers are watching, and who says so' })
    .output(onAirSchema),
  /** The host's own word. It lasts until it is taken back with null, for the run of the program, at most 12 hours. */
  set: call('fire')
    .route({ method: 'PUT', path: '/on-air', summary: "The host's own word: on, off, or null to take it back" })
    .input(z.strictObject({ state: z.enum(['on', 'off']).nullable() }))
    .output(onAirSchema),
}
