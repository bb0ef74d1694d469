import { fieldProblem } from '../domain/field-problems.ts'
import * as z from 'zod'
import { call, press } from './call.ts'
import { giftCount, readTroubleSchema, vendorSchema, wholeNumber, zegoViewerSchema } from './fields.ts'
import { acceptedSchema } from './send.ts'

/** The id of the pressed key. The name, icon and price of the key are stored with the send. */
const pressedKey = z
  .string()
  .min(1, fieldProblem('empty'))
  .max(60, fieldProblem('maxCharacters', { max: 60 }))
  .optional()

const fireGiftSchema = z.strictObject({
  vendor: vendorSchema,
  giftId: z.string().min(1, fieldProblem('empty')),
  count: giftCount,
  /** ZEGO's Value, as agreed with ZEGO for the gift; default 1. */
  value: wholeNumber(1, 1_000_000).optional(),
  /** A sender id; for ZEGO a whole viewer. Default: the sender of the room's settings. */
  from: z.union([z.string(), zegoViewerSchema], 'must be a sender id, or for ZEGO a whole viewer').optional(),
  to: z.string().optional(),
  key: pressedKey,
})
export type FireGift = z.infer<typeof fireGiftSchema>

const togetherSchema = z.strictObject({
  key: pressedKey,
  gifts: z
    .tuple([fireGiftSchema, fireGiftSchema], fieldProblem('twoGifts'))
    .refine(([one, other]) => one.vendor !== other.vendor, fieldProblem('twoVendors')),
})

const catalogueSchema = z.object({
  vendor: vendorSchema,
  /** `vendor`: the vendor's own list. `manual`: the keys of the deck, because the vendor has no list. */
  source: z.enum(['vendor', 'manual']),
  gifts: z.array(
    z.object({
      giftId: z.string(),
      name: z.string(),
      coins: z.number().nullable(),
      iconUrl: z.string().nullable(),
      /** ZEGO's Value, which distinguishes gifts with the same id. Only in a list from the deck. */
      value: z.number().optional(),
    }),
  ),
  /** Why the list of the vendor could not be read. */
  trouble: readTroubleSchema.optional(),
})
export type Catalogue = z.infer<typeof catalogueSchema>

export const gifts = {
  fire: press()
    .route({ method: 'POST', path: '/gifts', successStatus: 202, summary: 'Fire one gift' })
    .input(fireGiftSchema)
    .output(acceptedSchema),
  /** One press with two sends. The lock and the caps treat them as one: both are accepted or neither. */
  fireTogether: press()
    .route({
      method: 'POST',
      path: '/gifts/together',
      successStatus: 202,
      summary: 'Fire one gift of each vendor at once',
    })
    .input(togetherSchema)
    .output(z.object({ sends: z.array(acceptedSchema) })),
  list: call('read')
    .route({ method: 'GET', path: '/gifts', summary: "The room's gift catalogue" })
    .input(z.object({ vendor: vendorSchema }))
    .output(catalogueSchema),
}
