import { fieldProblem } from '../domain/field-problems.ts'
import * as z from 'zod'
import { call, press } from './call.ts'
import { byteLength, giftCount, vendorSchema, wholeNumber } from './fields.ts'
import { isBlank, notBlank } from './pasted.ts'
import { isRoutable, routable } from './routable.ts'
import { acceptedSchema } from './send.ts'

const id = z
  .string()
  .min(1, fieldProblem('empty'))
  .max(60, fieldProblem('maxCharacters', { max: 60 }))
const giftFields = {
  vendor: vendorSchema,
  giftId: z
    .string()
    .min(1, fieldProblem('empty'))
    .max(64, fieldProblem('maxCharacters', { max: 64 }))
    .refine((text) => !isBlank(text), notBlank),
  /** ZEGO's Value; absent for Tencent. */
  value: wholeNumber(1, 1_000_000).optional(),
  /** The price of one gift in coins, shown on the key. */
  coins: wholeNumber(0, 1_000_000_000).optional(),
}
const appearanceFields = {
  id,
  label: z
    .string()
    .min(1, fieldProblem('empty'))
    .max(40, fieldProblem('maxCharacters', { max: 40 })),
  /** An emoji or up to four characters. Lists show it even if the key has a picture. */
  icon: z
    .string()
    .min(1, fieldProblem('empty'))
    .max(16, fieldProblem('maxCharacters', { max: 16 })),
}

const keyGiftSchema = z.strictObject(giftFields)
export type KeyGift = z.infer<typeof keyGiftSchema>

/** Names of design tokens. The theme of the page defines the colours. */
export const keyColourSchema = z.enum(['red', 'orange', 'yellow', 'green', 'teal', 'blue', 'violet', 'pink'])
export type KeyColour = z.infer<typeof keyColourSchema>

export const largestImage = 48 * 1024
const imageSchema = z
  .string()
  .max(largestImage, fieldProblem('imageTooLarge'))
  .regex(/^data:image\/(?:png|jpeg|webp);base64,[A-Za-z0-9+/]+={0,2}$/, fieldProblem('image'))

/**
 * `B`, `7`, `F13` or `Numpad4`, optionally with Shift or Alt. Ctrl and ⌘ are reserved for the system and for Giftdeck.
 */
const hotkeySchema = z
  .string()
  .regex(/^(?:Shift\+)?(?:Alt\+)?(?:[A-Z]|[0-9]|F(?:[1-9]|1[0-9]|2[0-4])|Numpad[0-9])$/, fieldProblem('hotkey'))

/** A key of the deck: its appearance and one gift, or one gift of each vendor that are sent together. */
export const deckKeySchema = z.strictObject({
  ...appearanceFields,
  image: imageSchema.optional(),
  colour: keyColourSchema.optional(),
  gifts: z
    .array(keyGiftSchema)
    .min(1, fieldProblem('someGift'))
    .max(2, fieldProblem('mostGifts'))
    .refine(([first, second]) => first?.vendor !== second?.vendor, fieldProblem('twoVendors')),
  /** The multiplier of one press. It applies while the multiplier of the deck is left to the keys. */
  multiplier: giftCount.optional(),
  hotkey: hotkeySchema.optional(),
})
export type DeckKey = z.infer<typeof deckKeySchema>

export const mostKeys = 60
export const mostPages = 20
/** In bytes of JSON. A request holds 1 MiB at most. */
const largestDeck = 900_000

const deckPageSchema = z.strictObject({
  id,
  /** If empty, the page is named by its number, in the language of the host. */
  name: z.string().max(30, fieldProblem('maxCharacters', { max: 30 })),
  keys: z.array(deckKeySchema).max(mostKeys, fieldProblem('maxKeys', { max: mostKeys })),
})
export type DeckPage = z.infer<typeof deckPageSchema>

export const deckPagesSchema = z
  .array(deckPageSchema)
  .min(1, fieldProblem('somePage'))
  .max(mostPages, fieldProblem('maxPages', { max: mostPages }))
  .superRefine((pages, context) => {
    const taken = new Set<string>()
    const once = (what: string, path: (string | number)[], message: string) => {
      if (taken.has(what)) context.addIssue({ code: 'custom', path, message })
      taken.add(what)
    }
    for (const [at, page] of pages.entries()) {
      once(`page ${page.id}`, [at, 'id'], fieldProblem('pageIdTaken'))
      for (const [place, key] of page.keys.entries()) {
        once(`key ${key.id}`, [at, 'keys', place, 'id'], fieldProblem('keyIdTaken'))
        if (key.hotkey !== undefined)
          once(`hotkey ${key.hotkey}`, [at, 'keys', place, 'hotkey'], fieldProblem('hotkeyTaken'))
      }
    }
    if (byteLength(JSON.stringify(pages)) > largestDeck)
      context.addIssue({ code: 'custom', path: [], message: fieldProblem('deckTooLarge') })
  })

/** The first format of a deck in the control API: one list of keys, one gift per key. It stays supported. */
export const plainKeySchema = z.strictObject({ ...appearanceFields, ...giftFields })
export type PlainKey = z.infer<typeof plainKeySchema>
const plainKeysSchema = z.array(plainKeySchema).max(mostKeys * mostPages)

const deckSchema = z.object({
  /** The room of this deck, which is the active one. */
  room: z.string(),
  pages: deckPagesSchema,
  /** The keys of all pages with their first gift, for clients that do not support pages. */
  keys: plainKeysSchema,
})
export type DeckAnswer = z.infer<typeof deckSchema>

const deckInputSchema = z
  .strictObject({
    /** If given, the call is refused when another room has become active in the meantime. */
    room: z.string().optional(),
    pages: deckPagesSchema.optional(),
    keys: plainKeysSchema.optional(),
  })
  .refine(({ pages, keys }) => pages !== undefined || keys !== undefined, {
    path: ['pages'],
    error: fieldProblem('pagesOrKeys'),
  })
  .superRefine(({ pages = [], keys = [] }, context) => {
    const check = (text: string, path: (string | number)[]) =>
      isRoutable(text) || context.addIssue({ code: 'custom', path, message: routable.error })
    for (const [at, page] of pages.entries()) {
      check(page.id, ['pages', at, 'id'])
      for (const [place, key] of page.keys.entries()) check(key.id, ['pages', at, 'keys', place, 'id'])
    }
    // A client may send the output of GET back; `pages` then contains the same keys and was checked above.
    if (pages.length === 0) for (const [at, key] of keys.entries()) check(key.id, ['keys', at, 'id'])
  })
export type DeckInput = z.infer<typeof deckInputSchema>

const pressKeySchema = z.strictObject({
  id: z.string().min(1, fieldProblem('empty')),
  /** If given, the press is refused when another room is active. */
  room: z.string().optional(),
  /** Replaces the key's own multiplier. */
  count: giftCount.optional(),
})
export type PressKey = z.infer<typeof pressKeySchema>

const keyTotalsSchema = z.object({
  session: z.string(),
  /** The totals include every change up to this seq. */
  seq: z.number(),
  /** Keys without a delivered gift are absent. */
  keys: z.array(z.object({ id: z.string(), pieces: z.number() })),
})
export type KeyTotals = z.infer<typeof keyTotalsSchema>

export const deck = {
  get: call('read')
    .route({ method: 'GET', path: '/deck', summary: "The room's deck: pages of keys" })
    .output(deckSchema),
  /**
   * The body is `{ pages }`, or `{ keys }` in the first format. If both are given, as in the output of GET, the one
   * that was changed applies.
   */
  set: call('fire')
    .route({ method: 'PUT', path: '/deck', summary: "Replace the room's deck" })
    .input(deckInputSchema)
    .output(deckSchema),
  /** Who sends and who receives is chosen as on the page: see `people`. */
  press: press()
    .route({
      method: 'POST',
      path: '/deck/keys/{id}/press',
      successStatus: 202,
      summary: 'Press a key of the deck: all its gifts, as one press',
    })
    .input(pressKeySchema)
    .output(z.object({ sends: z.array(acceptedSchema) })),
  /** Pieces: Tencent's Count, ZEGO's Num times Value. */
  totals: call('read')
    .route({ method: 'GET', path: '/deck/totals', summary: 'The delivered pieces of each key in this session' })
    .output(keyTotalsSchema),
}
