import * as z from 'zod'
import { deckPagesSchema } from '../../../shared/contract/deck.ts'
import { tencentUserId } from '../../../shared/contract/fields.ts'
import { goalSchema } from '../../../shared/contract/goals.ts'
import { peopleInputSchema } from '../../../shared/contract/people.ts'
import { storedRoomSchema } from '../../../shared/contract/room.ts'
import { scheduleSchema } from '../../../shared/contract/schedules.ts'
import { templatesSchema } from '../../../shared/contract/templates.ts'
import { queuedAnnouncementSchema } from '../../../shared/contract/up-next.ts'

/** What is stored of a STOP: how much it cancelled, and which sends were in flight. */
export const lastStopSchema = z.object({ at: z.number(), cancelled: z.number(), left: z.array(z.string()) })
export type StoredStop = z.infer<typeof lastStopSchema>

/**
 * What each key of settings.json holds. Every start and every restore checks all of it, so that nothing is read as the
 * default because it does not parse: see check-settings.ts. A key that is not listed here is left as it is.
 */

export type Part = (
  | { kind: 'value'; schema: z.ZodType }
  /** One value for each room, by its name. */
  | { kind: 'by-room'; schema: z.ZodType }
  /** `named`: of two with one name the first is used, since a name is all that tells them apart. */
  | { kind: 'list'; schema: z.ZodType; named?: true }
) & {
  /** What holds where it cannot be read; without it, as if it had never been set. */
  otherwise?: unknown
}

/** What the host keeps for each room. */
export const roomParts = {
  decks: deckPagesSchema,
  people: peopleInputSchema.nullable(),
  goals: z.array(goalSchema),
  receivers: z.array(tencentUserId),
  templates: templatesSchema,
  schedules: z.array(scheduleSchema),
  upNext: z.array(queuedAnnouncementSchema),
} as const

export type RoomPart = keyof typeof roomParts

/** A named token; the file knows its hash alone. */
export const storedTokenSchema = z.object({
  id: z.string(),
  name: z.string(),
  scopes: z.array(z.enum(['read', 'fire', 'admin'])),
  createdAt: z.string(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
})

export const coreParts: Readonly<Record<string, Part>> = {
  ...Object.fromEntries(Object.entries(roomParts).map(([key, schema]) => [key, { kind: 'by-room', schema } as const])),
  rooms: { kind: 'list', schema: storedRoomSchema, named: true },
  room: { kind: 'value', schema: storedRoomSchema },
  tokens: { kind: 'list', schema: storedTokenSchema },
  lastStop: { kind: 'value', schema: lastStopSchema },
  // A host who pressed STOP must not find it lifted because of a damaged file.
  stopped: { kind: 'value', schema: z.boolean(), otherwise: true },
}
