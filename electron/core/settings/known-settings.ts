import * as z from 'zod'
import { deckPagesSchema } from '../../../shared/contract/deck.ts'
import { tencentUserId } from '../../../shared/contract/fields.ts'
import { goalSchema } from '../../../shared/contract/goals.ts'
import { peopleInputSchema } from '../../../shared/contract/people.ts'
import { storedRoomSchema } from '../../../shared/contract/room.ts'
import { scheduleSchema } from '../../../shared/contract/schedules.ts'
import { obsAddressSchema } from '../../../shared/contract/obs.ts'
import { overlaySettingsSchema } from '../../../shared/contract/overlays.ts'
import { templatesSchema } from '../../../shared/contract/templates.ts'
import { queuedAnnouncementSchema } from '../../../shared/contract/up-next.ts'

/** The stored result of a STOP: the number of cancelled sends, and the ids of the sends in flight. `at` in ms. */
export const lastStopSchema = z.object({ at: z.number(), cancelled: z.number(), left: z.array(z.string()) })
export type StoredStop = z.infer<typeof lastStopSchema>

/**
 * The schemas of the keys in settings.json. Every start and every restore checks all keys (check-settings.ts). Otherwise
 * an unreadable value would read as the default, and the next change would overwrite it. Unknown keys are not changed.
 */

export type Part = (
  | { kind: 'value'; schema: z.ZodType }
  /** One value for each room, by its name. */
  | { kind: 'by-room'; schema: z.ZodType }
  /** `named`: entries are identified by name, so only the first one with a name is used. */
  | { kind: 'list'; schema: z.ZodType; named?: true }
) & {
  /** Replaces an unreadable value. Without it the key is deleted. */
  otherwise?: unknown
}

/** The settings that are stored per room. */
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

/** A named token. The file holds only its hash. */
export const storedTokenSchema = z.object({
  id: z.string(),
  name: z.string(),
  scopes: z.array(z.enum(['read', 'fire', 'admin', 'overlay'])),
  createdAt: z.string(),
  lastUsedAt: z.string().optional(),
  /** What it shows, if it is an overlay. */
  overlay: overlaySettingsSchema.optional(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
})

/** The connection to OBS. Its password is a secret and not here. */
export const obsSettingsSchema = z.object({ enabled: z.boolean(), address: obsAddressSchema })
export type ObsSettings = z.infer<typeof obsSettingsSchema>

export const coreParts: Readonly<Record<string, Part>> = {
  ...Object.fromEntries(Object.entries(roomParts).map(([key, schema]) => [key, { kind: 'by-room', schema } as const])),
  rooms: { kind: 'list', schema: storedRoomSchema, named: true },
  room: { kind: 'value', schema: storedRoomSchema },
  tokens: { kind: 'list', schema: storedTokenSchema },
  obs: { kind: 'value', schema: obsSettingsSchema },
  lastStop: { kind: 'value', schema: lastStopSchema },
  // If the file is damaged, a STOP must stay in effect.
  stopped: { kind: 'value', schema: z.boolean(), otherwise: true },
}
