import * as z from 'zod'
import { call } from './call.ts'
import { vendorSchema, wholeNumber } from './fields.ts'

/** A key: one gift of one connection, with its look. The multiplier is the host's choice at the press. */
export const deckKeySchema = z.strictObject({
  id: z.string().min(1, 'must not be empty').max(60),
  label: z.string().min(1, 'must not be empty').max(40, 'must be at most 40 characters'),
  /** An emoji or up to four characters. */
  icon: z.string().min(1, 'must not be empty').max(16, 'must be at most 16 characters'),
  vendor: vendorSchema,
  giftId: z.string().min(1, 'must not be empty').max(64),
  /** ZEGO's Value of this key. */
  value: wholeNumber(1, 1_000_000).optional(),
  /** Coins of one gift, shown small on the key. */
  coins: wholeNumber(0, 1_000_000_000).optional(),
})
export type DeckKey = z.infer<typeof deckKeySchema>

const deckSchema = z.strictObject({ keys: z.array(deckKeySchema).max(200) })

export const deck = {
  get: call('read').route({ method: 'GET', path: '/deck', summary: "The room's keys" }).output(deckSchema),
  set: call('fire')
    .route({ method: 'PUT', path: '/deck', summary: "Replace the room's keys" })
    .input(deckSchema)
    .output(deckSchema),
}
